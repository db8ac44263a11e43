package ai.dragoneye.gateway.server.health;

import ai.dragoneye.gateway.server.config.ListenAddress;
import java.io.IOException;

/**
 * The HTTP port for whoever is logged in on the machine. It listens on loopback only, which the
 * settings see to, and answers no page of a browser that was made to believe in another name.
 * Thread-safe.
 */
public final class AdminPort implements AutoCloseable {
  private final HttpPort port;

  private AdminPort(HttpPort port) {
    this.port = port;
  }

  /**
   * Listens.
   *
   * @param effectiveConfig the settings as YAML, without secrets
   * @throws IOException where that fails; its message tells why
   */
  public static AdminPort start(ListenAddress address, String effectiveConfig, LogLevels levels)
      throws IOException {
    AdminRoutes routes = new AdminRoutes(effectiveConfig, levels);
    return new AdminPort(HttpPort.listen("admin", address.socketAddress(), routes));
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
