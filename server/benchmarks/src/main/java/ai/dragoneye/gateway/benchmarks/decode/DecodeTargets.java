package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.benchmarks.harness.Target;
import ai.dragoneye.gateway.benchmarks.harness.Target.Comparison;
import ai.dragoneye.gateway.benchmarks.harness.Target.Place;
import java.util.List;

/** What the decoder is to reach. */
final class DecodeTargets {
  private static final Place OURS = new Place("large", "ours", "total_ms");

  static final List<Target> ALL =
      List.of(
          against("large: at most 2.0 × floor", "floor", Comparison.AT_MOST, 2.0),
          against("large: faster than DuckDB on one thread", "duckdb", Comparison.AT_MOST, 1.0),
          timesFaster(3, "parquet-group"),
          timesFaster(30, "node-sdk"),
          timesFaster(30, "python-sdk"),
          absolute("large: first object within 50 ms", "large", "first_object_ms", 50),
          absolute("large: least heap at most 128 MB", "large", "least_heap_mb", 128),
          absolute("small: all within 1 ms", "small", "total_ms", 1));

  private DecodeTargets() {}

  private static Target timesFaster(int factor, String other) {
    return new Target(
        "large: %d × as fast as %s (its time over ours)".formatted(factor, other),
        new Place(OURS.caseName(), other, OURS.metric()),
        OURS.subject(),
        Comparison.AT_LEAST,
        factor);
  }

  private static Target against(String text, String other, Comparison comparison, double limit) {
    return new Target(text, OURS, other, comparison, limit);
  }

  private static Target absolute(String text, String caseName, String metric, double limit) {
    return new Target(
        text, new Place(caseName, OURS.subject(), metric), null, Comparison.AT_MOST, limit);
  }
}
