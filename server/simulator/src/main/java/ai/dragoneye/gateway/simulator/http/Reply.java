package ai.dragoneye.gateway.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers header fields without Content-Length
 * @param body the body
 */
public record Reply(int status, Map<String, String> headers, ReplyBody body) {

  /** An answer without a body. */
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new ReplyBody.Bytes(new byte[0]));
  }

  /** An answer with text of some type, in UTF-8. */
  public static Reply text(int status, Map<String, String> headers, String text) {
    return new Reply(status, headers, new ReplyBody.Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** An answer with a value as JSON. */
  public static Reply json(int status, Object value) {
    byte[] body = JsonMapper.shared().writeValueAsBytes(value);
    return new Reply(status, Map.of("Content-Type", "application/json"), new ReplyBody.Bytes(body));
  }

  /** An API error: JSON with a {@code detail}. */
  public static Reply detail(int status, String detail) {
    return json(status, Map.of("detail", detail));
  }

  /** This answer with one more header. */
  public Reply withHeader(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Reply(status, all, body);
  }
}
