package ai.dragoneye.gateway.server.task;

import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.retry.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** A time that stands still until a test moves it; who sleeps waits for that. */
final class ManualTime implements TimeSource {
  /** As configured by default. */
  static final PollSchedule SCHEDULE =
      new PollSchedule(Duration.ofMillis(100), Duration.ofSeconds(1));

  private static final long START = 1_000;

  private final PriorityQueue<Long> wakes = new PriorityQueue<>();
  private long nanos = START;

  @Override
  public Instant now() {
    return Instant.EPOCH.plus(elapsed());
  }

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    long wake = nanos + duration.toNanos();
    wakes.add(wake);
    try {
      while (nanos < wake) {
        wait();
      }
    } finally {
      wakes.remove(wake);
    }
  }

  synchronized void advance(Duration duration) {
    nanos += duration.toNanos();
    notifyAll();
  }

  synchronized Duration elapsed() {
    return Duration.ofNanos(nanos - START);
  }

  synchronized int sleepers() {
    return wakes.size();
  }

  /** Moves from one wake-up to the next until {@code done}. */
  void runUntil(BooleanSupplier done) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              if (!done.getAsBoolean()) {
                moveToNextWake();
              }
              return done.getAsBoolean();
            });
  }

  private synchronized void moveToNextWake() {
    Long wake = wakes.peek();
    if (wake != null && wake > nanos) {
      nanos = wake;
      notifyAll();
    }
  }
}
