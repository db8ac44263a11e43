package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import ai.dragoneye.gateway.upstream.http.LostException;
import ai.dragoneye.gateway.upstream.retry.Circuit;
import ai.dragoneye.gateway.upstream.retry.Outcome;
import ai.dragoneye.gateway.upstream.retry.RetryAfterHeader;
import ai.dragoneye.gateway.upstream.retry.TimeSource;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an exchange with the Dragoneye API came to: success, something worth another attempt,
 * or a failure.
 */
final class Judge {
  private static final int SERVER_ERROR = 500;

  private final TimeSource time;
  private final Circuit circuit;

  Judge(TimeSource time, Circuit circuit) {
    this.time = time;
    this.circuit = circuit;
  }

  <T> Outcome<T> answer(Step<T> step, HttpAnswer answer) {
    int status = answer.status();
    if (status < SERVER_ERROR) {
      circuit.answered();
    } else {
      circuit.failed();
    }
    if (answer.successful()) {
      return read(step, answer);
    }
    Duration retryAfter = RetryAfterHeader.parse(answer.header("Retry-After"), time.now());
    return switch (status) {
      case 429 -> new Outcome.Throttled<>(retryAfter, rateLimited(answer));
      case 401, 403 -> throw credentialsRejected(answer);
      case 502, 503, 504 -> inTrouble(step, answer, retryAfter, step.repeatable());
      default -> {
        if (status >= 400 && status < 500) {
          throw new UpstreamException(step.rejected(status, JsonAnswer.detail(answer), retryAfter));
        }
        yield inTrouble(step, answer, retryAfter, false);
      }
    };
  }

  <T> Outcome<T> lost(Step<T> step, LostException lost, boolean maybeSent) {
    circuit.failed();
    return outOfTime(step, lost, maybeSent);
  }

  /** As {@link #lost}, where the call had too little time to blame the service. */
  <T> Outcome<T> outOfTime(Step<T> step, LostException lost, boolean maybeSent) {
    String message =
        "Dragoneye could not be reached for %s: %s".formatted(step.name(), lost.getMessage());
    Function<@Nullable Duration, UpstreamException> failure =
        wait ->
            new UpstreamException(
                step.unavailable(new Step.Trouble(message, null, wait, maybeSent)), lost);
    if (lost.hopeless() || (maybeSent && !step.repeatable())) {
      throw failure.apply(null);
    }
    return new Outcome.Unavailable<>(null, failure);
  }

  UpstreamException oversized(Step<?> step, String reason) {
    circuit.answered();
    return senseless(step, null, reason);
  }

  /** The answer makes no sense, and asking again would bring the same. */
  private static UpstreamException senseless(
      Step<?> step, @Nullable Integer status, String reason) {
    String message =
        "Dragoneye answered %s with something unexpected: %s".formatted(step.name(), reason);
    return new UpstreamException(step.unavailable(new Step.Trouble(message, status, null, true)));
  }

  static UpstreamException held(Step<?> step, Duration wait) {
    String message =
        "Dragoneye told this API key to slow down; %s was not sent".formatted(step.name());
    return new UpstreamException(new UpstreamFailure.RateLimited(message, 429, wait));
  }

  static UpstreamException refusedByCircuit(Step<?> step) {
    String message = "Dragoneye has been failing; %s was not sent".formatted(step.name());
    return new UpstreamException(
        step.unavailable(new Step.Trouble(message, null, Circuit.OPEN, false)));
  }

  private static <T> Outcome<T> read(Step<T> step, HttpAnswer answer) {
    try {
      return new Outcome.Done<>(step.read(answer));
    } catch (MalformedAnswerException malformed) {
      throw senseless(step, answer.status(), String.valueOf(malformed.getMessage()));
    }
  }

  private static <T> Outcome<T> inTrouble(
      Step<T> step, HttpAnswer answer, @Nullable Duration retryAfter, boolean worthRepeating) {
    String what = "Dragoneye could not answer " + step.name();
    String message = Messages.refused(what, answer.status(), JsonAnswer.detail(answer));
    Function<@Nullable Duration, UpstreamException> failure =
        wait ->
            new UpstreamException(
                step.unavailable(new Step.Trouble(message, answer.status(), wait, true)));
    if (!worthRepeating) {
      throw failure.apply(retryAfter);
    }
    return new Outcome.Unavailable<>(retryAfter, failure);
  }

  private static Function<Duration, UpstreamException> rateLimited(HttpAnswer answer) {
    String message =
        Messages.refused(
            "Dragoneye limits the rate of this API key",
            answer.status(),
            JsonAnswer.detail(answer));
    return wait ->
        new UpstreamException(new UpstreamFailure.RateLimited(message, answer.status(), wait));
  }

  private static UpstreamException credentialsRejected(HttpAnswer answer) {
    String message =
        Messages.refused(
            "Dragoneye refused the API key", answer.status(), JsonAnswer.detail(answer));
    return new UpstreamException(new UpstreamFailure.CredentialsRejected(message, answer.status()));
  }
}
