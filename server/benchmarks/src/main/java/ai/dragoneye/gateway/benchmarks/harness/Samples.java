package ai.dragoneye.gateway.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rounds measured, in the order in which it was added. Not thread-safe. */
public final class Samples {
  private final Map<Series, List<Double>> values = new LinkedHashMap<>();

  private record Series(String caseName, String subject, Metric metric) {}

  /** Adds the values of one round. */
  public void add(String caseName, String subject, Map<Metric, Double> measured) {
    measured.forEach(
        (metric, value) ->
            values
                .computeIfAbsent(new Series(caseName, subject, metric), _ -> new ArrayList<>())
                .add(value));
  }

  /** Adds everything in {@code others}. */
  public void addAll(Samples others) {
    others.values.forEach(
        (series, more) -> values.computeIfAbsent(series, _ -> new ArrayList<>()).addAll(more));
  }

  /**
   * A row for each series.
   *
   * @param baseline the subject that ratios refer to; a series it has no value for has no ratio
   */
  public List<Row> rows(String baseline) {
    List<Row> rows = new ArrayList<>();
    values.forEach((series, samples) -> rows.add(row(series, samples, baseline)));
    return rows;
  }

  private Row row(Series series, List<Double> samples, String baseline) {
    Optional<Double> reference =
        Optional.ofNullable(values.get(new Series(series.caseName(), baseline, series.metric())))
            .map(Samples::median);
    double median = median(samples);
    return new Row(
        series.caseName(),
        series.subject(),
        series.metric(),
        samples.size(),
        new Row.Spread(median, min(samples), max(samples)),
        reference.isPresent() ? baseline : null,
        ratio(median, reference.orElse(null)));
  }

  private static @Nullable Double ratio(double median, @Nullable Double reference) {
    return reference == null || reference == 0 ? null : median / Objects.requireNonNull(reference);
  }

  private static double median(List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double min(List<Double> samples) {
    return samples.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static double max(List<Double> samples) {
    return samples.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
