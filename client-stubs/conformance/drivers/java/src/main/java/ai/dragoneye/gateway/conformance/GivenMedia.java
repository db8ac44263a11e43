package ai.dragoneye.gateway.conformance;

import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.Media;
import ai.dragoneye.gateway.client.Video;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The media that a request describes. */
final class GivenMedia {
  private final Request described;
  private final AtomicLong readBytes;

  /**
   * @param readBytes counts what is pulled out of streams
   */
  GivenMedia(Request described, AtomicLong readBytes) {
    this.described = described;
    this.readBytes = readBytes;
  }

  Image image() {
    return (Image) media();
  }

  Video video() {
    return (Video) media();
  }

  Media media() {
    Media media = plain();
    if (described.text("name").isPresent()) {
      media = media.withName(described.required("name"));
    }
    Optional<Long> size = described.stated("declare_size");
    if (size.isPresent() || described.isSet("declare_size")) {
      media = media.withSize(size.orElseGet(this::size));
    }
    Optional<Long> checksum = described.stated("checksum");
    if (checksum.isPresent()) {
      return media.withChecksum(checksum.get().intValue());
    }
    return described.isSet("checksum") ? media.withChecksum() : media;
  }

  private Media plain() {
    try {
      return switch (described.required("from")) {
        case "path" -> ofPath(Path.of(described.required("path")));
        case "bytes" -> ofBytes(stream(false).readAllBytes());
        default -> ofStream(stream(true));
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Media ofPath(Path path) {
    if (described.text("mime_type").isEmpty()) {
      return isImage() ? Image.fromPath(path) : Video.fromPath(path);
    }
    String type = described.required("mime_type");
    return isImage() ? Image.fromPath(path, type) : Video.fromPath(path, type);
  }

  private Media ofBytes(byte[] bytes) {
    return isImage() ? Image.fromBytes(bytes, mimeType()) : Video.fromBytes(bytes, mimeType());
  }

  private Media ofStream(InputStream stream) {
    return isImage() ? Image.fromStream(stream, mimeType()) : Video.fromStream(stream, mimeType());
  }

  private String mimeType() {
    return described.text("mime_type").orElse(isImage() ? "image/jpeg" : "video/mp4");
  }

  private boolean isImage() {
    return described.required("kind").equals("image");
  }

  private long size() {
    try {
      return described.text("path").isPresent()
          ? Files.size(Path.of(described.required("path")))
          : described.number("bytes").orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream stream(boolean failing) throws IOException {
    InputStream content =
        described.text("path").isPresent()
            ? Files.newInputStream(Path.of(described.required("path")))
            : InputStream.nullInputStream();
    long zeros = described.number("bytes").orElse(0L);
    long failsAfter =
        failing ? described.number("fails_after").orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
    return new CountedStream(content, zeros, failsAfter);
  }

  /** What a stream holds, then so many zeros, until it fails. */
  private final class CountedStream extends InputStream {
    private final InputStream content;
    private long zeros;
    private long untilFailure;

    CountedStream(InputStream content, long zeros, long untilFailure) {
      this.content = content;
      this.zeros = zeros;
      this.untilFailure = untilFailure;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (untilFailure == 0) {
        throw new IOException("the camera went away");
      }
      int wanted = (int) Math.min(length, untilFailure);
      int read = content.read(target, offset, wanted);
      if (read < 0 && zeros > 0) {
        read = (int) Math.min(wanted, zeros);
        java.util.Arrays.fill(target, offset, offset + read, (byte) 0);
        zeros -= read;
      }
      if (read > 0) {
        untilFailure -= read;
        readBytes.addAndGet(read);
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
