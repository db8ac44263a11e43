package ai.dragoneye.gateway.simulator.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Takes media as it arrives and keeps its digest and the few bytes that its size and duration are
 * read from: at most 17 MiB, mostly far less, whatever the media's length. Not thread-safe.
 */
public final class MediaIntake {
  private static final int SAMPLED = 1 << 20;

  private final MediaFamily family;
  private final boolean sampling;
  private final Optional<ByteArrayOutputStream> retained;
  private final MessageDigest digest = sha256();
  private final HeadSample head = new HeadSample();
  private final BoxSample boxes = new BoxSample();
  private long size;

  /** An intake for media of a family. */
  public MediaIntake(MediaFamily family, Keeping keeping) {
    this.family = family;
    this.sampling = keeping == Keeping.SAMPLED_DIGEST;
    this.retained =
        keeping == Keeping.CONTENT ? Optional.of(new ByteArrayOutputStream()) : Optional.empty();
  }

  /** Takes the next bytes; the array stays the caller's. */
  public void take(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, sampling ? Math.clamp(SAMPLED - size, 0, length) : length);
    head.take(bytes, offset, length);
    boxes.take(bytes, offset, length);
    retained.ifPresent(copy -> copy.write(bytes, offset, length));
    size += length;
  }

  /** Bytes taken so far. */
  public long size() {
    return size;
  }

  /** The media as it stands. May take some milliseconds; called once, at the end. */
  public StoredMedia finish() {
    if (sampling) {
      digest.update(Long.toString(size).getBytes(StandardCharsets.US_ASCII));
    }
    byte[] readable = boxes.found() ? boxes.bytes() : head.bytes();
    return new StoredMedia(
        HexFormat.of().formatHex(digest.digest()),
        size,
        MediaProbe.read(family, readable),
        retained.map(ByteArrayOutputStream::toByteArray));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
