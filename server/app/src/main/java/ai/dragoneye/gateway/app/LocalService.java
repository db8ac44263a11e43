package ai.dragoneye.gateway.app;

import ai.dragoneye.gateway.server.GatewayServer;
import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gateway in this process, with an embedded simulator where no upstream is named. Closing it
 * closes both.
 */
public final class LocalService implements AutoCloseable {
  private static final String SIMULATOR_KEY = "embedded-simulator";
  private static final String ANY_FREE_PORT = "127.0.0.1:0";

  private final @Nullable Simulator simulator;
  private final GatewayServer gateway;
  private final GatewayConfig config;

  private LocalService(@Nullable Simulator simulator, GatewayServer gateway, GatewayConfig config) {
    this.simulator = simulator;
    this.gateway = gateway;
    this.config = config;
  }

  /**
   * Starts a gateway on a free port of loopback.
   *
   * @param upstream base URL of the Dragoneye API, with the key in the environment; null for an
   *     embedded simulator
   */
  public static LocalService start(@Nullable URI upstream) throws IOException {
    Map<String, String> settings = new HashMap<>(System.getenv());
    settings.put("DRAGONEYE_GATEWAY_LISTEN", ANY_FREE_PORT);
    // Replicas on one machine cannot share them.
    settings.remove("DRAGONEYE_GATEWAY_HEALTH_LISTEN");
    settings.remove("DRAGONEYE_GATEWAY_ADMIN_LISTEN");
    if (upstream == null) {
      return startEmbedded(null, settings);
    }
    settings.put("DRAGONEYE_GATEWAY_UPSTREAM_BASE_URL", upstream.toString());
    return startAgainstUpstream(null, settings);
  }

  /** Starts a gateway against whatever upstream file and environment name. */
  static LocalService startAgainstUpstream(@Nullable Path file, Map<String, String> environment)
      throws IOException {
    GatewayConfig config = ConfigLoader.load(file, environment);
    return new LocalService(null, GatewayServer.start(config, new LogbackLevels()), config);
  }

  /**
   * Starts a simulator and a gateway against it; file and environment hold for everything but the
   * upstream.
   */
  static LocalService startEmbedded(@Nullable Path file, Map<String, String> environment)
      throws IOException {
    Simulator simulator = Simulator.start(SimulatorOptions.defaults());
    try {
      Map<String, String> settings = new HashMap<>(environment);
      settings.put("DRAGONEYE_API_KEY", SIMULATOR_KEY);
      settings.put("DRAGONEYE_GATEWAY_UPSTREAM_BASE_URL", simulator.baseUrl().toString());
      GatewayConfig config = ConfigLoader.load(file, settings);
      return new LocalService(simulator, GatewayServer.start(config, new LogbackLevels()), config);
    } catch (RuntimeException | IOException failed) {
      simulator.close();
      throw failed;
    }
  }

  /**
   * Starts another instance of the gateway against the same upstream. It has the same settings, so
   * they must leave it a port, and shares nothing else with the first; this service's simulator is
   * not closed with it.
   */
  public LocalService startReplica() throws IOException {
    return new LocalService(null, GatewayServer.start(config, new LogbackLevels()), config);
  }

  /** Stops the gateway gracefully, and not the simulator. */
  public void stopGateway() {
    gateway.close();
  }

  /** Where the gateway listens, as {@code host:port}. */
  public String address() {
    String host = config.listen().host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + gateway.port();
  }

  /** What the gateway calls, for people. */
  public String upstream() {
    return config.upstream().baseUrl() + (simulator == null ? "" : " (embedded simulator)");
  }

  @Override
  public void close() {
    try {
      gateway.close();
    } finally {
      if (simulator != null) {
        simulator.close();
      }
    }
  }
}
