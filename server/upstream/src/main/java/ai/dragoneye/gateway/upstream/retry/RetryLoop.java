package ai.dragoneye.gateway.upstream.retry;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamObserver;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs attempts on the calling thread until one succeeds, one fails for good, or the schedule says
 * stop. Thread-safe.
 */
public final class RetryLoop {
  /** A time so long that it bounds nothing. */
  public static final Duration UNLIMITED = Duration.ofDays(365);

  private final TimeSource time;
  private final DoubleSupplier jitter;
  private final UpstreamObserver observer;
  private final RetryBudgets budgets;
  private final KeyGates gates;

  /**
   * A loop with budgets and gates of its own.
   *
   * @param time clock and sleep
   * @param jitter numbers from 0 (inclusive) to 1 (exclusive); called by many threads
   * @param observer hears of attempts
   */
  public RetryLoop(TimeSource time, DoubleSupplier jitter, UpstreamObserver observer) {
    this.time = time;
    this.jitter = jitter;
    this.observer = observer;
    this.budgets = new RetryBudgets(time);
    this.gates = new KeyGates(time);
  }

  /**
   * One attempt.
   *
   * @param <T> what it gives
   */
  @FunctionalInterface
  public interface Attempt<T> {
    /**
     * Makes the attempt.
     *
     * @param timeLeft what remains of the call's time
     * @throws UpstreamException where repeating is of no use
     */
    Outcome<T> run(Duration timeLeft) throws InterruptedException;
  }

  /**
   * What is called, as far as repeating is concerned.
   *
   * @param schedule when to try again
   * @param host whose budget the repeats spend
   * @param key whose calls a 429 slows, or null where none was sent
   * @param timeLimit the call's own time, repeats included
   * @param held what to fail with where the key is held back for longer than that, told what wait
   *     to suggest
   */
  public record Call(
      RetrySchedule schedule,
      String host,
      @Nullable ApiKey key,
      Duration timeLimit,
      Function<Duration, UpstreamException> held) {}

  /** Runs attempts at a step until there is an end. */
  public <T> T run(UpstreamStep step, Call call, Attempt<T> attempt) throws InterruptedException {
    KeyHash key = call.key() == null ? null : KeyHash.of(call.key());
    return new Run<>(call, key, new ObservedAttempts<>(observer, step, key, attempt)).toItsEnd();
  }

  /** What hears of attempts. */
  public UpstreamObserver observer() {
    return observer;
  }

  private final class Run<T> {
    private final Call call;
    private final Attempt<T> attempt;
    private final @Nullable KeyHash gate;
    private final RetryBudget budget;
    private final long startNanos = time.nanoTime();
    private int attempts;

    Run(Call call, @Nullable KeyHash gate, Attempt<T> attempt) {
      this.call = call;
      this.gate = gate;
      this.attempt = attempt;
      this.budget = budgets.of(call.host());
    }

    T toItsEnd() throws InterruptedException {
      budget.earn();
      while (true) {
        passGate();
        attempts++;
        switch (attempt.run(timeLeft())) {
          case Outcome.Done<T>(T value) -> {
            return value;
          }
          case Outcome.Throttled<T>(var retryAfter, var failure) -> throttled(retryAfter, failure);
          case Outcome.Unavailable<T>(var retryAfter, var failure) ->
              unavailable(retryAfter, failure);
        }
      }
    }

    /**
     * Not counted against the host's budget: a throttled key must not cost other keys their
     * retries.
     */
    private void throttled(
        @Nullable Duration retryAfter, Function<Duration, UpstreamException> failure)
        throws InterruptedException {
      RetryDecision decision = decide(retryAfter);
      if (gate != null) {
        gates.close(gate, shorter(decision.delay(), call.schedule().maxElapsed()));
      }
      switch (decision) {
        case RetryDecision.GiveUp(Duration delay) -> throw failure.apply(delay);
        case RetryDecision.TryAgain(Duration delay) -> time.sleep(delay);
      }
    }

    private void unavailable(
        @Nullable Duration retryAfter, Function<Duration, UpstreamException> failure)
        throws InterruptedException {
      RetryDecision decision = decide(retryAfter);
      if (decision instanceof RetryDecision.GiveUp || !budget.spend()) {
        throw failure.apply(decision.delay());
      }
      time.sleep(decision.delay());
    }

    private void passGate() throws InterruptedException {
      if (gate == null) {
        return;
      }
      Duration wait = gates.remaining(gate);
      while (wait.isPositive()) {
        if (wait.compareTo(timeLeft()) >= 0 || beyondBound(wait)) {
          throw call.held().apply(wait);
        }
        time.sleep(wait);
        wait = gates.remaining(gate);
      }
    }

    private boolean beyondBound(Duration wait) {
      return elapsed().plus(wait).compareTo(call.schedule().maxElapsed()) > 0;
    }

    private RetryDecision decide(@Nullable Duration retryAfter) {
      return call.schedule()
          .next(
              new RetryHistory(attempts, elapsed(), timeLeft(), retryAfter), jitter.getAsDouble());
    }

    private Duration elapsed() {
      return Duration.ofNanos(time.nanoTime() - startNanos);
    }

    private Duration timeLeft() {
      return call.timeLimit().minus(elapsed());
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
