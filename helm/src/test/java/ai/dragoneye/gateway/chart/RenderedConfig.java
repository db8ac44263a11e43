package ai.dragoneye.gateway.chart;

import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The configuration of a rendered chart, as the gateway itself reads it. */
final class RenderedConfig {
  private RenderedConfig() {}

  /**
   * What the gateway would start with.
   *
   * @throws ai.dragoneye.gateway.server.config.ConfigException where it would not start
   */
  static GatewayConfig load(Manifests manifests) {
    return load(manifests.gatewayYaml());
  }

  static GatewayConfig load(String yaml) {
    try {
      Path file = Files.createTempFile("gateway", ".yaml");
      try {
        Files.writeString(file, yaml);
        return ConfigLoader.load(file, Map.of("DRAGONEYE_API_KEY", "of-a-test"));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
