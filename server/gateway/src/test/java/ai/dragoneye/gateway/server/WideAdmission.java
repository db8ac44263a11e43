package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.admission.MediaCosts;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.upstream.ApiKey;
import java.net.URI;
import java.time.Duration;

/** An admission with the limits of the default configuration. */
public final class WideAdmission {
  private WideAdmission() {}

  public static Admission create() {
    GatewayConfig config = GatewayConfig.of(URI.create("http://127.0.0.1"), new ApiKey("test-key"));
    return new Admission(
        config.admission(), MediaCosts.of(config.media(), config.server()), Duration.ofMinutes(1));
  }
}
