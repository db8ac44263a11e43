package ai.dragoneye.gateway.server.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to look at a task next: pure arithmetic.
 *
 * <p>Where tasks of the model are known to take some time, the first look comes shortly before it
 * is over, and the next ones follow closely until it is well past. Apart from that the wait grows
 * with the time spent. So a task is noticed at most a fraction of its own duration late.
 *
 * @param floor the shortest wait
 * @param ceiling the longest wait
 */
public record PollSchedule(Duration floor, Duration ceiling) {
  // Of the time that tasks of the model take: from when to when the end is likely.
  private static final double EARLY = 0.8;
  private static final double LATE = 1.5;
  // Of the time spent.
  private static final double CLOSE_WAIT = 0.1;
  private static final double WAIT = 0.25;
  private static final double JITTER = 0.2;

  /**
   * The wait before the next look.
   *
   * @param elapsed since the task was accepted
   * @param expected how long tasks of its model have taken, or null where that is unknown
   * @param random uniform in [0, 1)
   */
  public Duration next(Duration elapsed, @Nullable Duration expected, double random) {
    double wait = wait((double) elapsed.toNanos(), expected);
    double jittered = clamp(wait) * (1 + JITTER * (random - 0.5));
    return Duration.ofNanos((long) clamp(jittered));
  }

  private static double wait(double elapsed, @Nullable Duration expected) {
    if (expected == null || elapsed >= expected.toNanos() * LATE) {
      return elapsed * WAIT;
    }
    double early = expected.toNanos() * EARLY;
    return elapsed < early ? early - elapsed : elapsed * CLOSE_WAIT;
  }

  private double clamp(double nanos) {
    return Math.clamp(nanos, (double) floor.toNanos(), (double) ceiling.toNanos());
  }
}
