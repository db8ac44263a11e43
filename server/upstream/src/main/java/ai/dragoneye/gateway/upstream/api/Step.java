package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the answers to one step mean.
 *
 * @param <T> what a successful answer holds
 */
interface Step<T> {
  /** Which one it is. */
  UpstreamStep step();

  /** The step's name, for messages. */
  default String name() {
    return step().word();
  }

  /** Whether the service may be asked twice without harm. */
  boolean repeatable();

  /** Reads an answer with a status of 2xx. */
  T read(HttpAnswer answer) throws MalformedAnswerException;

  /** What an answer with a status of 4xx means; 401, 403 and 429 are not asked about. */
  UpstreamFailure rejected(int status, String detail, @Nullable Duration retryAfter);

  /** What it means that the service is not there or in trouble. */
  UpstreamFailure unavailable(Trouble trouble);

  /**
   * What the trouble is.
   *
   * @param message for people
   * @param httpStatus the status, or null where there was no answer
   * @param retryAfter when to come back, or null
   * @param maybeSent whether the service may have received the request
   */
  record Trouble(
      String message,
      @Nullable Integer httpStatus,
      @Nullable Duration retryAfter,
      boolean maybeSent) {}
}
