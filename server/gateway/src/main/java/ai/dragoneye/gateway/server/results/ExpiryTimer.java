package ai.dragoneye.gateway.server.results;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Has archives looked at regularly, so that they expire where nobody comes any more. */
final class ExpiryTimer implements AutoCloseable {
  private static final int LOOKS_PER_LIFE = 4;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("dragoneye-archive-expiry").factory());

  ExpiryTimer(Duration idleTime, Runnable look) {
    long period = Math.max(1, idleTime.toNanos() / LOOKS_PER_LIFE);
    var _ = timer.scheduleWithFixedDelay(look, period, period, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
