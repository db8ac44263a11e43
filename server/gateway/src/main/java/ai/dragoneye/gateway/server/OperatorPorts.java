package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.server.config.ListenAddress;
import ai.dragoneye.gateway.server.health.AdminPort;
import ai.dragoneye.gateway.server.health.HealthPort;
import ai.dragoneye.gateway.server.health.LogLevels;
import ai.dragoneye.gateway.server.health.Readiness;
import ai.dragoneye.gateway.server.telemetry.MetricsPage;
import java.io.IOException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The HTTP ports that are configured. */
final class OperatorPorts implements AutoCloseable {
  private @Nullable HealthPort health;
  private @Nullable AdminPort admin;

  /**
   * Opens them.
   *
   * @param page the metrics, where there is a health port
   * @param levels what the admin port may change
   * @throws IOException where one cannot listen as configured
   */
  static OperatorPorts open(
      GatewayConfig config, Readiness readiness, @Nullable MetricsPage page, LogLevels levels)
      throws IOException {
    OperatorPorts ports = new OperatorPorts();
    try {
      ListenAddress health = config.health().listen();
      if (health != null && page != null) {
        ports.health = listening(health, "health", () -> HealthPort.start(health, readiness, page));
      }
      ListenAddress admin = config.admin().listen();
      if (admin != null) {
        ports.admin =
            listening(admin, "admin", () -> AdminPort.start(admin, config.effective(), levels));
      }
      return ports;
    } catch (IOException | RuntimeException | Error e) {
      ports.close();
      throw e;
    }
  }

  @FunctionalInterface
  private interface Start<T> {
    T now() throws IOException;
  }

  private static <T> T listening(ListenAddress address, String name, Start<T> start)
      throws IOException {
    try {
      return start.now();
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on " + address + " (" + name + ".listen): " + e.getMessage(), e);
    }
  }

  OptionalInt healthPort() {
    return health == null ? OptionalInt.empty() : OptionalInt.of(health.port());
  }

  OptionalInt adminPort() {
    return admin == null ? OptionalInt.empty() : OptionalInt.of(admin.port());
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
    if (health != null) {
      health.close();
    }
  }
}
