package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Step 5, as far as its answer is not the archive. */
final class ResultsStep implements Step<HttpAnswer> {
  private static final int BAD_REQUEST = 400;
  private static final Duration SUGGESTED_WAIT = Duration.ofSeconds(1);

  @Override
  public UpstreamStep step() {
    return UpstreamStep.RESULTS;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public HttpAnswer read(HttpAnswer answer) {
    return answer;
  }

  @Override
  public UpstreamFailure rejected(int status, String detail, @Nullable Duration retryAfter) {
    if (status == BAD_REQUEST) {
      return new UpstreamFailure.ResultsUnavailable(
          Messages.refused("The results are not available", status, detail),
          status,
          retryAfter == null ? SUGGESTED_WAIT : retryAfter);
    }
    return Messages.unknownTask(status)
        ? new UpstreamFailure.TaskNotFound(
            Messages.refused("Dragoneye knows no such task", status, detail), status)
        : unavailable(
            new Trouble(
                Messages.refused("Dragoneye refused the results", status, detail),
                status,
                retryAfter,
                true));
  }

  @Override
  public UpstreamFailure unavailable(Trouble trouble) {
    return new UpstreamFailure.Unavailable(
        trouble.message(), trouble.httpStatus(), trouble.retryAfter());
  }
}
