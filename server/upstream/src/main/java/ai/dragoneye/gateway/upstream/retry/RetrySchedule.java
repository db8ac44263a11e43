package ai.dragoneye.gateway.upstream.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: exponential with full jitter, never before the time the other side asked for,
 * bounded by attempts, by time in all and by the call's own time. Pure arithmetic.
 *
 * @param maxAttempts attempts, the first one included
 * @param maxElapsed bound of the time from the first attempt to the beginning of the last
 * @param baseDelay bound of the first wait; it doubles with each further one
 */
public record RetrySchedule(int maxAttempts, Duration maxElapsed, Duration baseDelay) {
  private static final int MAX_DOUBLINGS = 20;

  /**
   * Decides.
   *
   * @param history what happened so far
   * @param jitter a number from 0 (inclusive) to 1 (exclusive), drawn for this decision
   */
  public RetryDecision next(RetryHistory history, double jitter) {
    Duration delay = longer(backoff(history.attempts(), jitter), history.retryAfter());
    boolean attemptsLeft = history.attempts() < maxAttempts;
    boolean withinBound = history.elapsed().plus(delay).compareTo(maxElapsed) <= 0;
    boolean withinCall = delay.compareTo(history.timeLeft()) < 0;
    return attemptsLeft && withinBound && withinCall
        ? new RetryDecision.TryAgain(delay)
        : new RetryDecision.GiveUp(delay);
  }

  private Duration backoff(int attempts, double jitter) {
    int doublings = Math.min(attempts - 1, MAX_DOUBLINGS);
    double bound =
        Math.min((double) baseDelay.toNanos() * (1L << doublings), (double) maxElapsed.toNanos());
    return Duration.ofNanos((long) (bound * jitter));
  }

  private static Duration longer(Duration backoff, @Nullable Duration retryAfter) {
    return retryAfter != null && retryAfter.compareTo(backoff) > 0 ? retryAfter : backoff;
  }
}
