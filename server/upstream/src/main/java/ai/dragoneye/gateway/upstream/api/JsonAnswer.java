package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.UpstreamText;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads the JSON of answers; unknown fields are ignored. */
final class JsonAnswer {
  private static final int MAX_TEXT = 2048;
  private static final int MAX_UUID = 256;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonAnswer() {}

  static JsonNode object(HttpAnswer answer) throws MalformedAnswerException {
    JsonNode root;
    try {
      root = MAPPER.readTree(answer.body());
    } catch (JacksonException malformed) {
      throw new MalformedAnswerException("it is not JSON");
    }
    if (!root.isObject()) {
      throw new MalformedAnswerException("it is not a JSON object");
    }
    return root;
  }

  /** A required text field, neither empty nor unreasonably long. */
  static String text(JsonNode object, String field) throws MalformedAnswerException {
    JsonNode value = object.path(field);
    if (!value.isString() || value.stringValue().isEmpty()) {
      throw new MalformedAnswerException("it has no " + field);
    }
    if (value.stringValue().length() > MAX_TEXT) {
      throw new MalformedAnswerException("its " + field + " is too long");
    }
    return value.stringValue();
  }

  /** The task's id: visible ASCII, so that it can stand in a header, a log line or a URL. */
  static String taskUuid(JsonNode object) throws MalformedAnswerException {
    String uuid = text(object, "prediction_task_uuid");
    if (!uuid.chars().allMatch(c -> c > ' ' && c < 0x7f) || uuid.length() > MAX_UUID) {
      throw new MalformedAnswerException("its prediction_task_uuid is not an identifier");
    }
    return uuid;
  }

  static MediaFamily family(JsonNode object) throws MalformedAnswerException {
    return switch (text(object, "prediction_type").toLowerCase(Locale.ROOT)) {
      case "image" -> MediaFamily.IMAGE;
      case "video" -> MediaFamily.VIDEO;
      default -> MediaFamily.UNKNOWN;
    };
  }

  /** What an error answer says, fit for a message; empty where it says nothing. */
  static String detail(HttpAnswer answer) {
    JsonNode detail = detailNode(answer);
    if (detail.isMissingNode()) {
      String type = answer.header("Content-Type");
      boolean plain = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/plain");
      return plain ? UpstreamText.clean(answer.text()) : "";
    }
    return UpstreamText.clean(detail.isString() ? detail.stringValue() : detail.toString());
  }

  private static JsonNode detailNode(HttpAnswer answer) {
    try {
      return MAPPER.readTree(answer.body()).path("detail");
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }
}
