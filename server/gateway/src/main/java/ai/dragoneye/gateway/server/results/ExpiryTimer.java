package ai.dragoneye.gateway.server.results;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has archives looked at regularly, so that they expire where nobody comes any more. */
final class ExpiryTimer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExpiryTimer.class);
  private static final int LOOKS_PER_LIFE = 4;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("dragoneye-archive-expiry").factory());

  ExpiryTimer(Duration idleTime, Runnable look) {
    long period = Math.max(1, idleTime.toNanos() / LOOKS_PER_LIFE);
    var _ = timer.scheduleWithFixedDelay(() -> run(look), period, period, TimeUnit.NANOSECONDS);
  }

  // The executor never repeats what once failed.
  private static void run(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("idle archives were not looked at", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
