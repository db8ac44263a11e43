package ai.dragoneye.gateway.server.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where metrics and traces go, besides the page of metrics on the health port.
 *
 * @param otlp a collector
 * @param traces which calls are traced
 */
public record TelemetrySettings(Otlp otlp, Traces traces) {

  /**
   * A collector that speaks OTLP over HTTP.
   *
   * @param endpoint its base URL, or null for none
   * @param interval how often metrics are sent
   */
  public record Otlp(@Nullable URI endpoint, Duration interval) {
    public Otlp {
      Require.that(
          endpoint == null || isHttp(endpoint),
          "endpoint",
          "must be an http or https URL, for example http://127.0.0.1:4318");
      Require.positive("interval", interval);
    }

    private static boolean isHttp(URI endpoint) {
      String scheme = endpoint.getScheme();
      return ("http".equals(scheme) || "https".equals(scheme)) && endpoint.getHost() != null;
    }
  }

  /**
   * Which calls are traced.
   *
   * @param samplingRatio share of the calls whose caller does not say, from 0 to 1
   */
  public record Traces(double samplingRatio) {
    public Traces {
      Require.that(
          samplingRatio >= 0 && samplingRatio <= 1, "sampling_ratio", "must be from 0 to 1");
    }
  }
}
