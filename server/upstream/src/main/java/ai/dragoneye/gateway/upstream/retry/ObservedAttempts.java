package ai.dragoneye.gateway.upstream.retry;

import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import ai.dragoneye.gateway.upstream.UpstreamAttempt.Result;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamObserver;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call, each reported when it is over. For one thread.
 *
 * @param <T> what a successful attempt gives
 */
public final class ObservedAttempts<T> implements RetryLoop.Attempt<T> {
  private final UpstreamObserver observer;
  private final UpstreamStep step;
  private final @Nullable KeyHash key;
  private final RetryLoop.Attempt<T> attempt;
  private @Nullable Result last;

  /**
   * @param key whose key is sent, or null where none is
   */
  public ObservedAttempts(
      UpstreamObserver observer,
      UpstreamStep step,
      @Nullable KeyHash key,
      RetryLoop.Attempt<T> attempt) {
    this.observer = observer;
    this.step = step;
    this.key = key;
    this.attempt = attempt;
  }

  @Override
  public Outcome<T> run(Duration timeLeft) throws InterruptedException {
    if (last != null) {
      observer.repeated(step, last);
    }
    long start = System.nanoTime();
    Result result = Result.CANCELLED;
    Integer status = null;
    try {
      Outcome<T> outcome = attempt.run(timeLeft);
      result = resultOf(outcome);
      return outcome;
    } catch (UpstreamException e) {
      result = Result.of(e.failure());
      status = e.failure().httpStatus();
      throw e;
    } finally {
      last = result;
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      observer.attempted(new UpstreamAttempt(step, key, result, status, time));
    }
  }

  private static Result resultOf(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> _ -> Result.OK;
      case Outcome.Throttled<?> _ -> Result.RATE_LIMITED;
      case Outcome.Unavailable<?> _ -> Result.UNAVAILABLE;
    };
  }
}
