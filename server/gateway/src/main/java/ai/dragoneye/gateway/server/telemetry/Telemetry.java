package ai.dragoneye.gateway.server.telemetry;

import ai.dragoneye.gateway.server.config.TelemetrySettings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.resources.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's OpenTelemetry: an SDK where metrics or traces go somewhere, else one that does
 * nothing. Thread-safe. Closing it sends what was not sent yet, for some seconds at most.
 */
public final class Telemetry implements AutoCloseable {
  private final OpenTelemetry openTelemetry;
  private final @Nullable OpenTelemetrySdk sdk;
  private final @Nullable MetricsPage page;

  private Telemetry(@Nullable OpenTelemetrySdk sdk, @Nullable MetricsPage page) {
    this.openTelemetry = sdk == null ? OpenTelemetry.noop() : sdk;
    this.sdk = sdk;
    this.page = page;
  }

  /**
   * Starts it.
   *
   * @param scraped whether there is to be a page of metrics
   */
  public static Telemetry start(TelemetrySettings settings, boolean scraped) {
    Otlp otlp = Otlp.to(settings);
    if (!scraped && otlp == null) {
      return new Telemetry(null, null);
    }
    Resource resource = ServiceResource.get();
    MetricsPage page = scraped ? new MetricsPage() : null;
    SdkMeterProviderBuilder meters = SdkMeterProvider.builder().setResource(resource);
    if (page != null) {
      meters.registerMetricReader(page.reader());
    }
    if (otlp == null) {
      return new Telemetry(
          OpenTelemetrySdk.builder().setMeterProvider(meters.build()).build(), page);
    }
    return new Telemetry(
        OpenTelemetrySdk.builder()
            .setMeterProvider(meters.registerMetricReader(otlp.metrics()).build())
            .setTracerProvider(otlp.traces(resource))
            .build(),
        page);
  }

  /** What makes meters and tracers. */
  public OpenTelemetry openTelemetry() {
    return openTelemetry;
  }

  /** Whether anything goes anywhere. */
  public boolean isOn() {
    return sdk != null;
  }

  /** The page of metrics, or null where none was wanted. */
  public @Nullable MetricsPage page() {
    return page;
  }

  @Override
  public void close() {
    if (sdk != null) {
      sdk.close();
    }
  }
}
