package ai.dragoneye.gateway.server.health;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * What a request gets.
 *
 * @param body in memory that needs no release
 */
record HttpAnswer(int status, String contentType, ByteBuf body) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";

  static HttpAnswer of(int status, String contentType, byte[] body) {
    return new HttpAnswer(status, contentType, Unpooled.wrappedBuffer(body));
  }

  /** A line for people. */
  static HttpAnswer text(int status, String line) {
    return of(status, TEXT, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static HttpAnswer json(String json) {
    return of(200, JSON, json.getBytes(StandardCharsets.UTF_8));
  }
}
