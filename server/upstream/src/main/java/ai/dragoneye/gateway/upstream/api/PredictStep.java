package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Step 3. Each time the service receives it, it may be paid for. */
final class PredictStep implements Step<Boolean> {
  @Override
  public UpstreamStep step() {
    return UpstreamStep.PREDICT;
  }

  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Boolean read(HttpAnswer answer) {
    return true;
  }

  @Override
  public UpstreamFailure rejected(int status, String detail, @Nullable Duration retryAfter) {
    return new UpstreamFailure.PredictRejected(
        Messages.refused("Dragoneye refused to predict", status, detail), status);
  }

  @Override
  public UpstreamFailure unavailable(Trouble trouble) {
    return new UpstreamFailure.PredictUnavailable(
        trouble.message(), trouble.httpStatus(), trouble.maybeSent());
  }
}
