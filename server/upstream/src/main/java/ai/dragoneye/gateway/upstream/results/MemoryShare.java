package ai.dragoneye.gateway.upstream.results;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What somebody other than a reader of an archive holds of the memory for decoding: for what is
 * made of objects and kept. One thread at a time takes and gives; any thread may close it.
 */
public final class MemoryShare implements AutoCloseable {
  private final DecodeMemory memory;
  private final AtomicLong held = new AtomicLong();

  /** Of nothing yet. */
  public MemoryShare(DecodeMemory memory) {
    this.memory = memory;
  }

  /**
   * Takes memory before it is allocated.
   *
   * @throws ai.dragoneye.gateway.upstream.UpstreamException with NoRoom where others hold it, with
   *     ResultsTooLarge where this share would take all by itself
   */
  public void take(long bytes) {
    if (held.get() + bytes > memory.readerBytes()) {
      throw Faults.tooLargeForMemory("result archive", held.get() + bytes, memory.readerBytes());
    }
    if (!tryTake(bytes)) {
      throw Faults.decodeMemoryFull();
    }
  }

  /** As {@link #take}, and tells whether there was room. */
  public boolean tryTake(long bytes) {
    return note(bytes, memory.tryReserve(bytes, false));
  }

  /** As {@link #tryTake} for what can be done without: only while half of all memory is free. */
  public boolean tryTakeSpare(long bytes) {
    return note(bytes, memory.tryReserveSpare(bytes));
  }

  private boolean note(long bytes, boolean taken) {
    if (taken) {
      held.addAndGet(bytes);
    }
    return taken;
  }

  /** Gives so many bytes back. */
  public void give(long bytes) {
    held.addAndGet(-bytes);
    memory.release(bytes);
  }

  /** Bytes taken and not given back. */
  public long held() {
    return held.get();
  }

  /** Gives everything back; more can be taken after that. Idempotent. */
  @Override
  public void close() {
    memory.release(held.getAndSet(0));
  }
}
