package ai.dragoneye.gateway.server.telemetry;

import ai.dragoneye.gateway.server.config.TelemetrySettings;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes to a collector. Loaded only where there is one. */
final class Otlp {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  // A long prediction is polled and may be repeated for an hour.
  private static final SpanLimits LIMITS =
      SpanLimits.builder()
          .setMaxNumberOfEvents(32)
          .setMaxNumberOfAttributes(16)
          .setMaxAttributeValueLength(512)
          .build();

  private final String endpoint;
  private final Duration interval;
  private final double samplingRatio;

  private Otlp(URI endpoint, TelemetrySettings settings) {
    this.endpoint = endpoint.toString().replaceFirst("/+$", "");
    this.interval = settings.otlp().interval();
    this.samplingRatio = settings.traces().samplingRatio();
  }

  static @Nullable Otlp to(TelemetrySettings settings) {
    URI endpoint = settings.otlp().endpoint();
    return endpoint == null ? null : new Otlp(endpoint, settings);
  }

  MetricReader metrics() {
    return PeriodicMetricReader.builder(
            OtlpHttpMetricExporter.builder()
                .setEndpoint(endpoint + "/v1/metrics")
                .setTimeout(TIMEOUT)
                .build())
        .setInterval(interval)
        .build();
  }

  SdkTracerProvider traces(Resource resource) {
    return SdkTracerProvider.builder()
        .setResource(resource)
        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(samplingRatio)))
        .setSpanLimits(LIMITS)
        .addSpanProcessor(
            BatchSpanProcessor.builder(
                    OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint + "/v1/traces")
                        .setTimeout(TIMEOUT)
                        .build())
                .build())
        .build();
  }
}
