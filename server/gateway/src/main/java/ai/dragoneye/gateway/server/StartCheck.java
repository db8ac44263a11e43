package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.server.telemetry.CallTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Set;

/** Tells whether a gateway could start as configured. */
public final class StartCheck {
  private StartCheck() {}

  /**
   * Makes what a gateway is made of from the files that the configuration names, as its start does,
   * and closes it again. Listens nowhere and calls nobody. Blocks while it reads.
   *
   * @throws ai.dragoneye.gateway.server.config.ConfigException where a file or a directory cannot
   *     be used
   * @throws IllegalArgumentException where the upstream client cannot use one
   */
  public static void requireFiles(GatewayConfig config) {
    try (Opened opened = new Opened()) {
      Wiring.of(config, new CallTelemetry(OpenTelemetry.noop(), Set.of()), opened);
    }
  }
}
