package ai.dragoneye.gateway.app;

import ai.dragoneye.gateway.server.GatewayServer;
import ai.dragoneye.gateway.server.config.ConfigLoader;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** One of several gateways, which keeps its address over restarts. */
final class Replica implements AutoCloseable {
  private final Map<String, String> settings;
  private GatewayServer server;

  private Replica(Map<String, String> settings) throws IOException {
    this.settings = settings;
    this.server = GatewayServer.start(ConfigLoader.load(null, settings));
  }

  /**
   * Starts one that gives calls next to no time once it is to end.
   *
   * @param port 0 for a free one
   */
  static Replica start(String host, int port, URI upstream) throws IOException {
    return new Replica(
        Map.of(
            "DRAGONEYE_API_KEY",
            "test-key",
            "DRAGONEYE_GATEWAY_LISTEN",
            host + ":" + port,
            "DRAGONEYE_GATEWAY_SERVER_DRAIN_TIMEOUT",
            "200ms",
            "DRAGONEYE_GATEWAY_UPSTREAM_BASE_URL",
            upstream.toString()));
  }

  int port() {
    return server.port();
  }

  /** Whether a client has found it. */
  boolean hasCallers() {
    return server.openConnections() > 0;
  }

  /** As a rollout does it: the old one ends, a new one comes in its place. */
  void restart() throws IOException {
    int port = port();
    server.close();
    server = GatewayServer.start(ConfigLoader.load(null, on(port)));
  }

  private Map<String, String> on(int port) {
    Map<String, String> same = new HashMap<>(settings);
    same.computeIfPresent(
        "DRAGONEYE_GATEWAY_LISTEN",
        (name, listen) -> listen.substring(0, listen.lastIndexOf(':') + 1) + port);
    return same;
  }

  @Override
  public void close() {
    server.close();
  }
}
