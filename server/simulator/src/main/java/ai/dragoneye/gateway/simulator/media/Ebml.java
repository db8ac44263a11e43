package ai.dragoneye.gateway.simulator.media;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads a video's length and size from the start of WebM or Matroska. Written here because no
 * library for it is kept up: JEBML has had no release in years, and metadata-extractor does not
 * read the format.
 */
final class Ebml {
  private static final int DOCUMENT = 0x1a45dfa3;
  private static final int SEGMENT = 0x18538067;
  private static final int INFO = 0x1549a966;
  private static final int TIMESTAMP_SCALE = 0x2ad7b1;
  private static final int DURATION = 0x4489;
  private static final int TRACKS = 0x1654ae6b;
  private static final int TRACK = 0xae;
  private static final int VIDEO = 0xe0;
  private static final int WIDTH = 0xb0;
  private static final int HEIGHT = 0xba;
  private static final double NANOS_PER_MICRO = 1000;

  private long nanosPerTick = 1_000_000;
  private double ticks;
  private int width;
  private int height;

  private Ebml() {}

  static boolean isEbml(byte[] sample) {
    return sample.length >= 4 && ByteBuffer.wrap(sample).getInt() == DOCUMENT;
  }

  /** The facts, empty when the sample does not hold them. */
  static Optional<MediaFacts> read(byte[] sample) {
    Ebml reader = new Ebml();
    reader.elements(ByteBuffer.wrap(sample));
    long micros = Math.round(reader.ticks * reader.nanosPerTick / NANOS_PER_MICRO);
    if (micros <= 0 || reader.width <= 0 || reader.height <= 0) {
      return Optional.empty();
    }
    return Optional.of(new MediaFacts(reader.width, reader.height, micros));
  }

  private void elements(ByteBuffer in) {
    while (in.hasRemaining()) {
      int idLength = Integer.numberOfLeadingZeros(in.get(in.position()) & 0xff) - 23;
      if (idLength > 4 || in.remaining() <= idLength) {
        return;
      }
      int id = (int) unsigned(in, idLength);
      int sizeLength = Integer.numberOfLeadingZeros(in.get(in.position()) & 0xff) - 23;
      if (sizeLength > 8 || in.remaining() < sizeLength) {
        return;
      }
      long size = unsigned(in, sizeLength) & ((1L << (7 * sizeLength)) - 1);
      // An unknown size (all ones) or one that runs past the sample ends with the sample.
      int length = (int) Math.min(size, in.remaining());
      element(id, in.slice(in.position(), length));
      in.position(in.position() + length);
    }
  }

  private void element(int id, ByteBuffer value) {
    switch (id) {
      case SEGMENT, INFO, TRACKS, TRACK, VIDEO -> elements(value);
      case TIMESTAMP_SCALE -> nanosPerTick = unsigned(value, value.remaining());
      case DURATION -> ticks = number(value);
      case WIDTH -> width = (int) unsigned(value, value.remaining());
      case HEIGHT -> height = (int) unsigned(value, value.remaining());
      default -> {}
    }
  }

  private static double number(ByteBuffer value) {
    return switch (value.remaining()) {
      case Float.BYTES -> value.getFloat();
      case Double.BYTES -> value.getDouble();
      default -> 0;
    };
  }

  private static long unsigned(ByteBuffer in, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << 8) | (in.get() & 0xff);
    }
    return value;
  }
}
