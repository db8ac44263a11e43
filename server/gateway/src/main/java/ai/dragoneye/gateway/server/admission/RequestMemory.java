package ai.dragoneye.gateway.server.admission;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory for requests that carry no media, from their first byte until their call ends.
 * Thread-safe; never blocks.
 */
public final class RequestMemory {
  private final long total;
  private final AtomicLong used = new AtomicLong();

  RequestMemory(long total) {
    this.total = total;
  }

  /** Takes as many bytes, or none where there are not so many left; tells which. */
  public boolean take(long bytes) {
    if (used.addAndGet(bytes) <= total) {
      return true;
    }
    giveBack(bytes);
    return false;
  }

  /** Gives back what was taken. */
  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Bytes in use. */
  public long used() {
    return used.get();
  }
}
