package ai.dragoneye.gateway.upstream.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A whole answer, held in memory. Immutable. */
public final class HttpAnswer {
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  /** Takes the array over. */
  public HttpAnswer(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the status is 2xx. */
  public boolean successful() {
    return status >= 200 && status < 300;
  }

  /** A header's first value, or null. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The body, at most as long as whoever read it allowed. */
  public InputStream body() {
    return new ByteArrayInputStream(body);
  }

  /** The body as UTF-8, whatever it is. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
