package ai.dragoneye.gateway.server.health;

import ai.dragoneye.gateway.server.config.ListenAddress;
import ai.dragoneye.gateway.server.telemetry.MetricsPage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;

/**
 * The HTTP port for probes and metrics. Thread-safe.
 *
 * <ul>
 *   <li>{@code /livez}: 200 while the process answers
 *   <li>{@code /readyz}: 200, or 503 with the reason in a line
 *   <li>{@code /metrics}: the page for Prometheus
 * </ul>
 */
public final class HealthPort implements AutoCloseable {
  private final HttpPort port;

  private HealthPort(HttpPort port) {
    this.port = port;
  }

  /**
   * Listens.
   *
   * @throws IOException where that fails; its message tells why
   */
  public static HealthPort start(ListenAddress address, Readiness readiness, MetricsPage metrics)
      throws IOException {
    return new HealthPort(
        HttpPort.listen(
            "health",
            address.socketAddress(),
            (request, path) -> answer(request, path, readiness, metrics)));
  }

  private static HttpAnswer answer(
      HttpRequest request, String path, Readiness readiness, MetricsPage metrics) {
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return HttpAnswer.text(405, "only GET and HEAD");
    }
    return switch (path) {
      case "/livez" -> HttpAnswer.text(200, "alive");
      case "/readyz" -> readiness(readiness);
      case "/metrics" -> HttpAnswer.of(200, MetricsPage.CONTENT_TYPE, metrics.render());
      default -> HttpAnswer.text(404, "there are /livez, /readyz and /metrics");
    };
  }

  private static HttpAnswer readiness(Readiness readiness) {
    String obstacle = readiness.obstacle();
    return obstacle == null
        ? HttpAnswer.text(200, "ready")
        : HttpAnswer.text(503, "not ready: " + obstacle);
  }

  /** Where it listens. */
  public int port() {
    return port.port();
  }

  @Override
  public void close() {
    port.close();
  }
}
