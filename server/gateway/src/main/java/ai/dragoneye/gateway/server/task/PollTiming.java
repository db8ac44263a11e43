package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.retry.TimeSource;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What decides when tasks are looked at.
 *
 * @param schedule the waits of one task
 * @param rate the ceiling over all of them
 * @param time clock and sleep
 * @param random uniform in [0, 1); called by many threads
 */
record PollTiming(PollSchedule schedule, PollRate rate, TimeSource time, DoubleSupplier random) {
  static PollTiming of(PollSchedule schedule, PollRate rate) {
    return new PollTiming(
        schedule, rate, TimeSource.SYSTEM, () -> ThreadLocalRandom.current().nextDouble());
  }

  Duration wait(Duration elapsed, @Nullable Duration expected) {
    return schedule.next(elapsed, expected, random.getAsDouble());
  }

  long now() {
    return time.nanoTime();
  }
}
