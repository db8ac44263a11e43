package ai.dragoneye.gateway.benchmarks.harness;

/**
 * A quantity that is measured.
 *
 * @param name as in the JSON, for example {@code total_ms}
 * @param unit of its values, for example {@code ms}
 */
public record Metric(String name, String unit) {}
