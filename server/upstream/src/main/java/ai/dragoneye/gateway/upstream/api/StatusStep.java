package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import ai.dragoneye.gateway.upstream.UpstreamText;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Step 4. */
final class StatusStep implements Step<TaskStatus> {
  @Override
  public UpstreamStep step() {
    return UpstreamStep.STATUS;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public TaskStatus read(HttpAnswer answer) throws MalformedAnswerException {
    JsonNode task = JsonAnswer.object(answer);
    return new TaskStatus(
        JsonAnswer.taskUuid(task),
        JsonAnswer.family(task),
        UpstreamText.clean(JsonAnswer.text(task, "status")));
  }

  @Override
  public UpstreamFailure rejected(int status, String detail, @Nullable Duration retryAfter) {
    return Messages.unknownTask(status)
        ? new UpstreamFailure.TaskNotFound(
            Messages.refused("Dragoneye knows no such task", status, detail), status)
        : unavailable(
            new Trouble(
                Messages.refused("Dragoneye refused to tell the status", status, detail),
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
