package ai.dragoneye.gateway.upstream.results;

/**
 * Bytes that are used again and again, and grow with what is needed of them: reserved before they
 * are taken, given back with the reader's memory. For one thread.
 */
final class Scratch {
  /** Bytes behind those asked for, so that whole words can be loaded and stored near the end. */
  static final int SLACK = 16;

  private final ReaderMemory memory;
  private byte[] bytes = {};

  Scratch(ReaderMemory memory) {
    this.memory = memory;
  }

  /** At least {@code size} bytes and the slack. Where it has to grow its content is lost. */
  byte[] atLeast(int size) {
    if (bytes.length < size + SLACK) {
      memory.give(bytes.length);
      bytes = new byte[0];
      int grown = roomFor(size);
      memory.take(grown);
      bytes = new byte[grown];
    }
    return bytes;
  }

  /** As {@link #atLeast}, with the first {@code kept} bytes of before. */
  byte[] extend(int size, int kept) {
    if (bytes.length < size + SLACK) {
      int grown = Math.max(roomFor(size), 2 * bytes.length);
      memory.take(grown);
      byte[] before = bytes;
      bytes = new byte[grown];
      System.arraycopy(before, 0, bytes, 0, kept);
      memory.give(before.length);
    }
    return bytes;
  }

  /** An eighth more than asked for: pages of a column are of about the same size. */
  private static int roomFor(int size) {
    return Math.toIntExact((long) size + (size >>> 3) + SLACK);
  }
}
