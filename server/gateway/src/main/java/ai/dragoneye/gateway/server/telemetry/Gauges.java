package ai.dragoneye.gateway.server.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * States that are read when somebody looks. What is given must neither block nor throw.
 *
 * <p>Labels are fixed when a gauge is made: nothing that callers send makes another series.
 */
public final class Gauges {
  private final Meter meter;

  public Gauges(OpenTelemetry openTelemetry) {
    this.meter = openTelemetry.getMeter(Names.SCOPE);
  }

  /**
   * A state.
   *
   * @param name behind {@code dragoneye_gateway.}
   * @param unit as UCUM has it: {@code By}, {@code s}, {@code {call}}; 1 for none
   */
  public void gauge(String name, String unit, String description, LongSupplier value) {
    meter
        .gaugeBuilder(Names.PREFIX + name)
        .ofLongs()
        .setUnit(unit)
        .setDescription(description)
        .buildWithCallback(measured -> measured.record(value.getAsLong()));
  }

  /** The same for each value of one label. */
  public void gauge(
      String name,
      String unit,
      String description,
      String label,
      Map<String, LongSupplier> values) {
    Map<Attributes, LongSupplier> labelled = labelled(label, values);
    meter
        .gaugeBuilder(Names.PREFIX + name)
        .ofLongs()
        .setUnit(unit)
        .setDescription(description)
        .buildWithCallback(
            measured ->
                labelled.forEach((labels, value) -> measured.record(value.getAsLong(), labels)));
  }

  /** A sum that only grows, for each value of one label. */
  public void counter(
      String name,
      String unit,
      String description,
      String label,
      Map<String, LongSupplier> values) {
    Map<Attributes, LongSupplier> labelled = labelled(label, values);
    meter
        .counterBuilder(Names.PREFIX + name)
        .setUnit(unit)
        .setDescription(description)
        .buildWithCallback(
            measured ->
                labelled.forEach((labels, value) -> measured.record(value.getAsLong(), labels)));
  }

  private static Map<Attributes, LongSupplier> labelled(
      String label, Map<String, LongSupplier> values) {
    Map<Attributes, LongSupplier> labelled = new LinkedHashMap<>();
    values.forEach(
        (word, value) -> labelled.put(Attributes.of(AttributeKey.stringKey(label), word), value));
    return labelled;
  }
}
