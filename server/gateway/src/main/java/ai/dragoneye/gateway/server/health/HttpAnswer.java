package ai.dragoneye.gateway.server.health;

import java.nio.charset.StandardCharsets;

/** What a request gets. */
record HttpAnswer(int status, String contentType, byte[] body) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";

  /** A line for people. */
  static HttpAnswer text(int status, String line) {
    return new HttpAnswer(status, TEXT, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static HttpAnswer json(String json) {
    return new HttpAnswer(200, JSON, json.getBytes(StandardCharsets.UTF_8));
  }
}
