package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.BegunTask;
import ai.dragoneye.gateway.upstream.UploadForm;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Step 1. Repeating it may leave a task behind that nobody uses, which costs nothing. */
final class BeginStep implements Step<BegunTask> {
  @Override
  public UpstreamStep step() {
    return UpstreamStep.BEGIN;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public BegunTask read(HttpAnswer answer) throws MalformedAnswerException {
    JsonNode task = JsonAnswer.object(answer);
    JsonNode post = task.path("signed_urls").path(0).path("presigned_post_request");
    return new BegunTask(
        JsonAnswer.taskUuid(task),
        JsonAnswer.family(task),
        new UploadForm(url(post), fields(post.path("fields"))));
  }

  private static URI url(JsonNode post) throws MalformedAnswerException {
    try {
      return new URI(JsonAnswer.text(post, "url"));
    } catch (URISyntaxException malformed) {
      throw new MalformedAnswerException("its upload url is not a URL");
    }
  }

  private static Map<String, String> fields(JsonNode fields) throws MalformedAnswerException {
    if (!fields.isObject()) {
      throw new MalformedAnswerException("it has no upload fields");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!field.getValue().isValueNode() || field.getValue().isNull()) {
        throw new MalformedAnswerException("an upload field is not a plain value");
      }
      values.put(field.getKey(), field.getValue().asString());
    }
    return values;
  }

  @Override
  public UpstreamFailure rejected(int status, String detail, @Nullable Duration retryAfter) {
    return new UpstreamFailure.BeginRejected(
        Messages.refused("Dragoneye refused to begin the task", status, detail), status);
  }

  @Override
  public UpstreamFailure unavailable(Trouble trouble) {
    return new UpstreamFailure.BeginUnavailable(
        trouble.message(), trouble.httpStatus(), trouble.retryAfter());
  }
}
