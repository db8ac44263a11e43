package ai.dragoneye.gateway.upstream.results;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory to decode results in, one budget for all readers. A reader reserves what the footer, the
 * dictionaries and the pages take before it takes it, and holds the most it ever needed until it is
 * read to its end or closed: how long that is, its caller decides.
 *
 * <p>The last eighth is for readers that have given out an object already, so that those who come
 * do not end those who are there. No reader gets more than the other seven. What is only kept for
 * speed gets no more than the first half: see {@link MemoryShare}.
 *
 * <p>Thread-safe; never blocks.
 */
public final class DecodeMemory {
  private static final int SHARE_OF_RUNNING = 8;
  private static final int SHARE_TO_SPARE = 2;

  private final long totalBytes;
  private final AtomicLong reserved = new AtomicLong();

  /**
   * @param totalBytes the budget
   */
  public DecodeMemory(long totalBytes) {
    this.totalBytes = totalBytes;
  }

  /** What readers hold at the moment. */
  public long reservedBytes() {
    return reserved.get();
  }

  /** The most that a single reader gets, and all together before they have begun. */
  long readerBytes() {
    return totalBytes - totalBytes / SHARE_OF_RUNNING;
  }

  /**
   * Whether {@code bytes} more were reserved, which is all or nothing.
   *
   * @param running whether the reader has given out an object already
   */
  boolean tryReserve(long bytes, boolean running) {
    return tryReserve(bytes, running ? totalBytes : readerBytes());
  }

  /** As {@link #tryReserve(long, boolean)} for what can be done without. */
  boolean tryReserveSpare(long bytes) {
    return tryReserve(bytes, totalBytes / SHARE_TO_SPARE);
  }

  private boolean tryReserve(long bytes, long limit) {
    long before = reserved.getAndUpdate(held -> held + bytes > limit ? held : held + bytes);
    return before + bytes <= limit;
  }

  void release(long bytes) {
    reserved.addAndGet(-bytes);
  }
}
