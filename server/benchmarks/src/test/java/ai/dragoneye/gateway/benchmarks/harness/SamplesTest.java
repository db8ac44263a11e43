package ai.dragoneye.gateway.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static final Metric TOTAL = new Metric("total_ms", "ms");
  private static final Metric HEAP = new Metric("least_heap_mb", "MB");

  private final Samples samples = new Samples();

  private void add(String caseName, String subject, Metric metric, double... values) {
    for (double value : values) {
      samples.add(caseName, subject, Map.of(metric, value));
    }
  }

  @Test
  void shouldGiveMedianSpreadAndRatioToTheBaselineOfTheSameCase() {
    // given
    add("large", "floor", TOTAL, 9, 10, 100);
    add("small", "floor", TOTAL, 1);
    add("large", "ours", TOTAL, 30, 20, 25, 15);

    // when
    var rows = samples.rows("floor");

    // then
    assertThat(rows.getLast())
        .isEqualTo(new Row("large", "ours", TOTAL, 4, new Row.Spread(22.5, 15, 30), "floor", 2.25));
  }

  @Test
  void shouldGiveNoRatioWhereTheBaselineHasNoSuchMetric() {
    // given
    add("large", "floor", TOTAL, 10);
    add("large", "ours", HEAP, 96);

    // when
    var rows = samples.rows("floor");

    // then
    assertThat(rows.getLast())
        .isEqualTo(new Row("large", "ours", HEAP, 1, new Row.Spread(96, 96, 96), null, null));
  }

  @Test
  void shouldGiveNoRatioToABaselineOfZero() {
    // given
    add("large", "floor", TOTAL, 0);
    add("large", "ours", TOTAL, 3);

    // when
    var rows = samples.rows("floor");

    // then
    assertThat(rows.getLast().ratio()).isNull();
  }
}
