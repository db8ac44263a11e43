package ai.dragoneye.gateway.benchmarks.fanout;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A task that ends when it is told to, and knows when that was first answered. Thread-safe. */
final class WatchedTask {
  private static final long NOT_YET = Long.MAX_VALUE;

  private final String id;
  private final AtomicInteger polls = new AtomicInteger();
  private final AtomicLong toldNanos = new AtomicLong(NOT_YET);
  private volatile long endNanos = NOT_YET;

  WatchedTask(int number) {
    this.id = new UUID(0x1234_5678_9abc_4defL, 0x8000_0000_0000_0000L + number).toString();
  }

  String id() {
    return id;
  }

  /**
   * @param nanoTime of {@link System#nanoTime}
   */
  void endAt(long nanoTime) {
    endNanos = nanoTime;
  }

  /** Its status, for one who asks now. */
  String poll(long now) {
    polls.incrementAndGet();
    boolean ended = endNanos != NOT_YET && now - endNanos >= 0;
    return ended ? "predicted" : "processing";
  }

  /** The answer that it has ended is about to be written. */
  void told(long now) {
    toldNanos.compareAndSet(NOT_YET, now);
  }

  /** Milliseconds since its end was first answered. */
  double millisSinceTold(long now) {
    return (now - toldNanos.get()) / 1e6;
  }

  int polls() {
    return polls.get();
  }
}
