package ai.dragoneye.gateway.upstream.results;

/**
 * What one reader holds of the memory for decoding: the most it ever needed at once, so that pages
 * like those before always find room. For one thread.
 */
final class ReaderMemory implements AutoCloseable {
  private final DecodeMemory memory;
  private final String file;
  private long used;
  private long reserved;
  private boolean running;

  /**
   * @param file what is read, for failures
   */
  ReaderMemory(DecodeMemory memory, String file) {
    this.memory = memory;
    this.file = file;
  }

  /**
   * Takes memory before it is allocated; fails with NoRoom, or with ResultsTooLarge where it would
   * be too much even for a reader alone.
   */
  void take(long bytes) {
    used += bytes;
    expect(0);
  }

  /**
   * Reserves what is going to be taken, so that it is there when it is needed; fails as {@link
   * #take}.
   */
  void expect(long bytes) {
    long needed = used + bytes;
    if (needed > memory.readerBytes()) {
      throw Faults.tooLargeForMemory(file, needed, memory.readerBytes());
    }
    if (needed > reserved) {
      if (!memory.tryReserve(needed - reserved, running)) {
        throw Faults.decodeMemoryFull();
      }
      reserved = needed;
    }
  }

  /** Gives memory back to this reader's further pages. */
  void give(long bytes) {
    used -= bytes;
  }

  /** The reader has given out an object. */
  void run() {
    running = true;
  }

  /** Gives everything back to all readers. Idempotent. */
  @Override
  public void close() {
    memory.release(reserved);
    reserved = 0;
    used = 0;
  }
}
