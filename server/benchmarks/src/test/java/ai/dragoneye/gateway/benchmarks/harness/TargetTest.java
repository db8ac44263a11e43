package ai.dragoneye.gateway.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static final List<Row> ROWS = List.of(row("ours", 30), row("floor", 10));

  private static Row row(String subject, double median) {
    return new Row(
        "large",
        subject,
        new Metric("total_ms", "ms"),
        1,
        new Row.Spread(median, median, median),
        null,
        null);
  }

  private static Target target(
      String subject, @Nullable String against, Target.Comparison comparison, double limit) {
    return new Target(
        "a promise", new Target.Place("large", subject, "total_ms"), against, comparison, limit);
  }

  @Test
  void shouldBeMetByAValueOnTheLimit() {
    // given
    Target target = target("ours", null, Target.Comparison.AT_MOST, 30);

    // when, then
    assertThat(target.judge(ROWS).line()).isEqualTo("a promise: met (30.0)");
  }

  @Test
  void shouldBeMissedByARatioOverTheLimit() {
    // given
    Target target = target("ours", "floor", Target.Comparison.AT_MOST, 2);

    // when, then
    assertThat(target.judge(ROWS).line()).isEqualTo("a promise: missed (3.00)");
  }

  @Test
  void shouldBeMissedByAValueUnderTheLeast() {
    // given
    Target target = target("floor", "ours", Target.Comparison.AT_LEAST, 1);

    // when, then
    assertThat(target.judge(ROWS).line()).isEqualTo("a promise: missed (0.333)");
  }

  @Test
  void shouldNotBeJudgedWithoutBothRows() {
    // given
    Target target = target("ours", "duckdb", Target.Comparison.AT_MOST, 1);

    // when, then
    assertThat(target.judge(ROWS).line()).isEqualTo("a promise: not measured");
  }
}
