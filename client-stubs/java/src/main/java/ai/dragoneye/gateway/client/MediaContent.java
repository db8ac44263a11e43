package ai.dragoneye.gateway.client;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a medium.
 *
 * @param name label of the caller's, usually the file name
 * @param declaredSize bytes in all, where the caller says so
 * @param checksum whether and how its CRC-32C is declared
 */
record MediaContent(
    MediaSource source,
    String mimeType,
    @Nullable String name,
    @Nullable Long declaredSize,
    Checksum checksum) {

  /** How the CRC-32C of the whole medium is declared. */
  sealed interface Checksum {
    /** Not at all. */
    record None() implements Checksum {}

    /** By reading the source once more, beforehand. */
    record Computed() implements Checksum {}

    /** As the caller says. */
    record Given(int crc32c) implements Checksum {}
  }

  MediaContent(MediaSource source, String mimeType, @Nullable String name) {
    this(source, mimeType, name, null, new Checksum.None());
  }

  static MediaContent ofPath(Path path, @Nullable String mimeType) {
    if (!Files.exists(path)) {
      throw new UncheckedIOException(new FileNotFoundException("There is no file " + path));
    }
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException("Media must be a file, and " + path + " is a directory");
    }
    String type = mimeType != null ? mimeType : guessed(path);
    return new MediaContent(new PathSource(path), type, String.valueOf(path.getFileName()));
  }

  private static String guessed(Path path) {
    return MimeTypes.ofPath(path)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The extension of "
                        + path
                        + " does not tell its MIME type: pass it to fromPath as well"));
  }

  static MediaContent ofBytes(byte[] bytes, String mimeType) {
    return new MediaContent(new BytesSource(bytes), mimeType, null);
  }

  static MediaContent ofStream(InputStream stream, String mimeType) {
    return new MediaContent(new StreamSource(stream), mimeType, null);
  }

  MediaContent named(String newName) {
    return new MediaContent(source, mimeType, newName, declaredSize, checksum);
  }

  MediaContent sized(long newSize) {
    if (newSize < 1) {
      throw new IllegalArgumentException(
          "The size of media must be at least 1 byte, and " + newSize + " is not");
    }
    return new MediaContent(source, mimeType, name, newSize, checksum);
  }

  MediaContent checksummed(Checksum newChecksum) {
    if (newChecksum instanceof Checksum.Computed && !source.repeatable()) {
      throw new IllegalArgumentException(
          "A checksum is sent before the media, so that a stream would have to be read twice: pass the checksum itself");
    }
    return new MediaContent(source, mimeType, name, declaredSize, newChecksum);
  }
}
