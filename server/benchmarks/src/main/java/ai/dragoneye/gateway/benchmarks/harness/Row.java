package ai.dragoneye.gateway.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * What all rounds of a subject say about one metric of a case.
 *
 * @param rounds how many there were
 * @param baseline the subject that {@code ratio} refers to, or null where it has no such metric
 * @param ratio median over the baseline's median
 */
public record Row(
    String caseName,
    String subject,
    Metric metric,
    int rounds,
    Spread spread,
    @Nullable String baseline,
    @Nullable Double ratio) {

  /** Of the values of all rounds. */
  public record Spread(double median, double min, double max) {}
}
