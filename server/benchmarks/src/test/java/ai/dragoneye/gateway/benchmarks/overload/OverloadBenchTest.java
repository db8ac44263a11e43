package ai.dragoneye.gateway.benchmarks.overload;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverloadBenchTest {
  private final List<String> progress = new ArrayList<>();
  @TempDir private Path directory = Path.of("");

  @Test
  void shouldMeasureEachLoadWhenQuick() throws Exception {
    // when
    Report report = run(Set.of());

    // then
    assertThat(report.rows())
        .extracting(row -> row.subject() + " " + row.metric().name())
        .contains("1x predictions_per_s", "2x predictions_per_s", "10x predictions_per_s")
        .contains("10x refused_per_s", "10x p99_ms");
    assertThat(report.outcomes())
        .hasSize(2)
        .allSatisfy(
            outcome -> assertThat(outcome.verdict()).isNotEqualTo(Target.Verdict.NOT_MEASURED));
    assertThat(progress).anyMatch(line -> line.startsWith("10x: sent away by {predictions="));
  }

  @Test
  void shouldJudgeNothingWithoutTheLoadThatTheGatewayCanTake() throws Exception {
    // when
    Report report = run(Set.of("10x"));

    // then
    assertThat(report.rows()).allSatisfy(row -> assertThat(row.subject()).isEqualTo("10x"));
    assertThat(report.outcomes())
        .extracting(Target.Outcome::verdict)
        .containsOnly(Target.Verdict.NOT_MEASURED);
  }

  private Report run(Set<String> only) throws IOException, InterruptedException {
    return new OverloadBench()
        .run(new BenchSettings(1, true, only, directory, directory, progress::add));
  }
}
