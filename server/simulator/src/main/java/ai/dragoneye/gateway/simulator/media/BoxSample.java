package ai.dragoneye.gateway.simulator.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Walks the top-level boxes of MP4, QuickTime and HEIF while they arrive and keeps only those that
 * describe the media, wherever they stand: a movie may name its length after all of its pictures.
 */
final class BoxSample {
  private static final Set<String> KEPT = Set.of("ftyp", "moov", "meta");
  private static final Set<String> DESCRIBING = Set.of("moov", "meta");
  private static final int MAX_KEPT = 16 << 20;
  private static final int SHORT_HEADER = 8;
  private static final int LONG_HEADER = 16;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);
  private long left;
  private boolean keeping;
  private boolean found;
  private boolean over;

  BoxSample() {
    header.limit(SHORT_HEADER);
  }

  void take(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && !over) {
      at = left > 0 ? payload(bytes, at, end) : header(bytes, at, end);
    }
  }

  /** Whether a box was kept that says something about the media. */
  boolean found() {
    return found;
  }

  byte[] bytes() {
    return kept.toByteArray();
  }

  private int payload(byte[] bytes, int at, int end) {
    int length = (int) Math.min(left, end - at);
    if (keeping) {
      kept.write(bytes, at, length);
    }
    left -= length;
    return at + length;
  }

  private int header(byte[] bytes, int at, int end) {
    int length = Math.min(header.remaining(), end - at);
    header.put(bytes, at, length);
    if (!header.hasRemaining()) {
      begin();
    }
    return at + length;
  }

  private void begin() {
    long size = Integer.toUnsignedLong(header.getInt(0));
    if (size == 1 && header.limit() == SHORT_HEADER) {
      header.limit(LONG_HEADER);
      return;
    }
    long whole = size == 1 ? header.getLong(SHORT_HEADER) : size;
    String type = new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1);
    // A size of 0 reaches to the end of the file: nothing after it can be found.
    if (whole < header.position() || !type.matches("[A-Za-z0-9 ]{4}")) {
      over = true;
      return;
    }
    left = whole - header.position();
    keeping = KEPT.contains(type) && kept.size() + whole <= MAX_KEPT;
    if (keeping) {
      kept.write(header.array(), 0, header.position());
      found |= DESCRIBING.contains(type);
    }
    header.clear().limit(SHORT_HEADER);
  }
}
