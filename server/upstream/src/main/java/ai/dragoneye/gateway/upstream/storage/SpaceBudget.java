package ai.dragoneye.gateway.upstream.storage;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of disk that several writers share: whoever wants to write reserves first. Thread-safe. */
public final class SpaceBudget {
  private final AtomicLong free;

  /** A budget of the given size. */
  public SpaceBudget(long bytes) {
    this.free = new AtomicLong(bytes);
  }

  /** Takes the bytes, or nothing where there are not enough. */
  public boolean reserve(long bytes) {
    long before = free.getAndUpdate(current -> current >= bytes ? current - bytes : current);
    return before >= bytes;
  }

  /** Gives reserved bytes back. */
  public void release(long bytes) {
    free.addAndGet(bytes);
  }

  /** Bytes nobody has reserved. */
  public long free() {
    return free.get();
  }
}
