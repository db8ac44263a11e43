package ai.dragoneye.gateway.benchmarks.harness;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A promise about a median: a bound of its own, or one that is a multiple of another subject's.
 *
 * @param text the promise in words
 * @param place where it holds
 * @param against the subject that {@code limit} multiplies, or null where the limit is absolute
 * @param comparison which side of the limit is right
 * @param limit in the metric's unit, or a factor
 */
public record Target(
    String text, Place place, @Nullable String against, Comparison comparison, double limit) {

  /** The row that a target is about. */
  public record Place(String caseName, String subject, String metric) {}

  /** On which side of its limit a value has to be. */
  public enum Comparison {
    AT_MOST,
    AT_LEAST
  }

  /** What became of a target. */
  public enum Verdict {
    MET,
    MISSED,
    /** One of its rows is not there. */
    NOT_MEASURED
  }

  /**
   * A target and what a run says about it.
   *
   * @param value what is compared with the limit, or null where it was not measured
   */
  public record Outcome(Target target, Verdict verdict, @Nullable Double value) {
    /** One line for a person. */
    public String line() {
      String measured = value == null ? "" : " (%s)".formatted(ReportTable.number(value));
      return "%s: %s%s"
          .formatted(
              target.text(), verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '), measured);
    }
  }

  /** Holds the target against the rows of a run. */
  public Outcome judge(List<Row> rows) {
    Optional<Double> value = median(rows, place.subject()).flatMap(mine -> compared(rows, mine));
    if (value.isEmpty()) {
      return new Outcome(this, Verdict.NOT_MEASURED, null);
    }
    boolean met = comparison == Comparison.AT_MOST ? value.get() <= limit : value.get() >= limit;
    return new Outcome(this, met ? Verdict.MET : Verdict.MISSED, value.get());
  }

  private Optional<Double> compared(List<Row> rows, double mine) {
    return against == null ? Optional.of(mine) : median(rows, against).map(other -> mine / other);
  }

  private Optional<Double> median(List<Row> rows, String subject) {
    return rows.stream()
        .filter(row -> row.caseName().equals(place.caseName()))
        .filter(row -> row.subject().equals(subject))
        .filter(row -> row.metric().name().equals(place.metric()))
        .map(row -> row.spread().median())
        .findFirst();
  }
}
