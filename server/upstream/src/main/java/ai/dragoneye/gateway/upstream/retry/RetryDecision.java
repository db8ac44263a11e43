package ai.dragoneye.gateway.upstream.retry;

import java.time.Duration;

/** Whether to try again. */
public sealed interface RetryDecision {
  /** The wait: before the next attempt, or the one to suggest to whoever called. */
  Duration delay();

  /** Try again after the delay. */
  record TryAgain(Duration delay) implements RetryDecision {}

  /** Give up; the delay is the one to suggest to whoever called. */
  record GiveUp(Duration delay) implements RetryDecision {}
}
