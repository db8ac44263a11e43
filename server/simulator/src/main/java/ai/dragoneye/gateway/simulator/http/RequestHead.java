package ai.dragoneye.gateway.simulator.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of a request but its body.
 *
 * @param method the method, upper case
 * @param path the decoded path without the query
 * @param query the decoded query parameters
 * @param headers the header fields
 * @param keepAlive whether the client wants to go on with the connection
 */
public record RequestHead(
    String method,
    String path,
    Map<String, List<String>> query,
    HttpHeaders headers,
    boolean keepAlive) {

  /**
   * Reads the head.
   *
   * @throws IllegalArgumentException when the target has a broken percent-escape
   */
  static RequestHead of(HttpRequest request) {
    QueryStringDecoder target = new QueryStringDecoder(request.uri());
    return new RequestHead(
        request.method().name(),
        target.path(),
        target.parameters(),
        request.headers(),
        HttpUtil.isKeepAlive(request));
  }

  /** The value of a header that must not be repeated; empty when absent or repeated. */
  public Optional<String> header(CharSequence name) {
    List<String> values = headers.getAll(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** The declared length of the body in bytes, -1 when there is none. */
  public long contentLength() {
    return header(HttpHeaderNames.CONTENT_LENGTH).map(Long::parseLong).orElse(-1L);
  }
}
