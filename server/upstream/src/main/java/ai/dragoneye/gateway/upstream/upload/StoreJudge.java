package ai.dragoneye.gateway.upstream.upload;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import ai.dragoneye.gateway.upstream.retry.Outcome;
import ai.dragoneye.gateway.upstream.retry.RetryAfterHeader;
import ai.dragoneye.gateway.upstream.retry.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells what an object store's answer means. */
final class StoreJudge {
  private static final int TOO_LARGE = 413;

  private final TimeSource time;

  StoreJudge(TimeSource time) {
    this.time = time;
  }

  /**
   * Judges.
   *
   * @param whole whether the whole body had been sent when the answer came
   */
  Outcome<Boolean> answer(HttpAnswer answer, boolean whole) {
    int status = answer.status();
    if (answer.successful()) {
      return accepted(status, whole);
    }
    StoreError error = StoreError.parse(answer.body());
    Duration retryAfter = RetryAfterHeader.parse(answer.header("Retry-After"), time.now());
    if (status == 429) {
      String message = message("The object store limits the rate", status, error);
      return new Outcome.Throttled<>(
          retryAfter,
          wait -> new UpstreamException(new UpstreamFailure.RateLimited(message, status, wait)));
    }
    if (status >= 500 || "RequestTimeout".equals(error.code())) {
      String message = message("The object store could not take the media", status, error);
      return new Outcome.Unavailable<>(
          retryAfter,
          wait -> new UpstreamException(new UpstreamFailure.UploadFailed(message, status)));
    }
    throw new UpstreamException(refusal(status, error));
  }

  private static Outcome<Boolean> accepted(int status, boolean whole) {
    if (!whole) {
      throw new UpstreamException(
          new UpstreamFailure.UploadFailed(
              "The object store answered HTTP %d before it had the whole media".formatted(status),
              status));
    }
    return new Outcome.Done<>(true);
  }

  private static UpstreamFailure refusal(int status, StoreError error) {
    if (status == TOO_LARGE || "EntityTooLarge".equals(error.code())) {
      return new UpstreamFailure.MediaTooLarge(
          message("The media is larger than the object store takes", status, error),
          status,
          error.code());
    }
    return new UpstreamFailure.UploadRejected(
        message("The object store refused the media", status, error), status, error.code());
  }

  private static String message(String what, int status, StoreError error) {
    return "%s (HTTP %d)%s%s"
        .formatted(what, status, part(": ", error.code()), part(": ", error.message()));
  }

  private static String part(String separator, @Nullable String text) {
    return text == null || text.isEmpty() ? "" : separator + text;
  }
}
