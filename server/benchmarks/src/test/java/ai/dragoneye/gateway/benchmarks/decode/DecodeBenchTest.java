package ai.dragoneye.gateway.benchmarks.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.benchmarks.archives.ResultFiles;
import ai.dragoneye.gateway.benchmarks.archives.ResultShape;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Peer;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeBenchTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void shouldMeasureWhatRunsOnTheJvmWhenQuick() throws Exception {
    // given
    BenchSettings settings =
        new BenchSettings(1, true, Set.of(), directory, directory, progress -> {});

    // when
    Report report = new DecodeBench().run(settings);

    // then
    assertThat(report.rows())
        .extracting(row -> row.subject() + " " + row.metric().name())
        .contains(
            "floor total_ms",
            "ours total_ms",
            "ours first_object_ms",
            "ours allocated_mb",
            "parquet-group total_ms");
    assertThat(report.rows()).allSatisfy(row -> assertThat(row.caseName()).isEqualTo("small"));
    assertThat(report.notRun()).containsOnlyKeys("duckdb", "python-sdk", "node-sdk");
  }

  @Test
  void shouldGenerateTheSameResultEachTime() throws Exception {
    // when
    ResultFiles one = ResultFiles.of(ResultShape.SMALL, directory.resolve("one"));
    ResultFiles two = ResultFiles.of(ResultShape.SMALL, directory.resolve("two"));

    // then
    assertThat(one.archive()).hasSameBinaryContentAs(two.archive());
    assertThat(one.predictions()).hasSameBinaryContentAs(two.predictions());
  }

  @Test
  void shouldFailWhereSubjectsReadDifferently() throws Exception {
    // given
    ResultFiles files = ResultFiles.of(ResultShape.SMALL, directory);
    String other = "{\"objects\":1}";
    try (Peer ours = start(JavaProcess.command("ours", 256));
        Peer wrong = start(List.of("sh", "-c", "read request; echo '" + other + "'; read end"))) {

      // when, then
      assertThatThrownBy(
              () ->
                  new SameContents("small")
                      .check(
                          List.of(new Subject("ours", ours), new Subject("wrong", wrong)), files))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("small: wrong reads Contents[objects=1, ")
          .hasMessageContaining(" where ours reads Contents[objects=6, observations=180, ");
    }
  }

  @Test
  void shouldTellWhichPeerCannotReadAResult() throws Exception {
    // given
    ResultFiles files = ResultFiles.of(ResultShape.SMALL, directory);
    try (Peer ours = start(JavaProcess.command("ours", 256));
        Peer broken = start(List.of("sh", "-c", "read request; echo '{\"error\":\"too much\"}'"))) {
      Subject peer = new Subject("broken", broken);

      // when
      Map<Subject, String> unable =
          new SameContents("small").check(List.of(new Subject("ours", ours), peer), files);

      // then
      assertThat(unable).containsExactly(Map.entry(peer, "small: subject failed: too much"));
    }
  }

  @Test
  void shouldLeaveNoUnfinishedResultBehind() throws Exception {
    // when
    ResultFiles files = ResultFiles.of(ResultShape.SMALL, directory);

    // then
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactlyInAnyOrder(files.archive(), files.predictions());
    }
  }

  private static Peer start(List<String> command) throws IOException {
    return Peer.startQuietly("subject", command, Duration.ofMinutes(1));
  }
}
