package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.retry.TimeSource;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The ceiling over the polls of all tasks together: evenly spaced turns, given out in the order in
 * which they are asked for, so that many tasks wait longer and none waits for ever. Thread-safe.
 */
public final class PollRate {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final long spacingNanos;
  private final TimeSource time;
  // Fair: who stops waiting gives its place up, and a turn is never lost.
  private final ReentrantLock line = new ReentrantLock(true);
  private long nextTurnNanos;

  /** A ceiling by the system's time. */
  public PollRate(int maxPerSecond) {
    this(maxPerSecond, TimeSource.SYSTEM);
  }

  PollRate(int maxPerSecond, TimeSource time) {
    this.spacingNanos = NANOS_PER_SECOND / maxPerSecond;
    this.time = time;
    this.nextTurnNanos = time.nanoTime();
  }

  /** Waits until the calling thread may poll once. */
  void awaitTurn() throws InterruptedException {
    line.lockInterruptibly();
    try {
      long wait = nextTurnNanos - time.nanoTime();
      if (wait > 0) {
        time.sleep(Duration.ofNanos(wait));
      }
      nextTurnNanos = time.nanoTime() + spacingNanos;
    } finally {
      line.unlock();
    }
  }
}
