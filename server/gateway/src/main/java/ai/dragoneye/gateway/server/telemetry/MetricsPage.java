package ai.dragoneye.gateway.server.telemetry;

import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** All metrics as Prometheus reads them. Thread-safe. */
public final class MetricsPage {
  /** The media type of the page. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final PrometheusMetricReader reader =
      PrometheusMetricReader.builder().setOtelScopeLabelsEnabled(false).build();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

  MetricsPage() {}

  MetricReader reader() {
    return reader;
  }

  /** What is measured now. */
  public byte[] render() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, reader.collect());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toByteArray();
  }
}
