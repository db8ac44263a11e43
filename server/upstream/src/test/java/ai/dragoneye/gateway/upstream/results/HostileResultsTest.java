package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.results.HostileResult.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * All hostile results, one after the other in a process with a small heap, and a good one at the
 * end; what came of them is the table in server/docs/hostile-results.md, which {@code
 * -Dhostile.write=true} renews.
 */
class HostileResultsTest {
  private static final String HEAP = "-Xmx128m";

  @TempDir Path directory;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void shouldRefuseHostileResultsAndGoOn() throws Exception {
    // given
    List<HostileResult> results = new ArrayList<>();
    results.addAll(HostileArchives.all());
    results.addAll(HostileFooters.all());
    results.addAll(HostilePages.all());
    results.add(HostileResult.read("a good result after all of these", HostileResultsTest::good));
    for (int i = 0; i < results.size(); i++) {
      Path file = directory.resolve("%04d.zip".formatted(i));
      Files.write(file, results.get(i).archive().get());
    }

    // when
    List<String> lines = readInProcess();

    // then
    assertThat(lines).as("a line for each").hasSameSizeAs(results);
    SoftAssertions each = new SoftAssertions();
    for (int i = 0; i < results.size(); i++) {
      HostileResult result = results.get(i);
      each.assertThat(lines.get(i))
          .as(result.kind())
          .startsWith(result.verdict().name())
          .contains(result.reason());
    }
    each.assertAll();
    HostileTable table = HostileTable.of(results, lines);
    assertThat(table.documented()).isEqualTo(table.text());
  }

  @Test
  void shouldExpectEachVerdict() {
    assertThat(HostileArchives.all()).extracting(HostileResult::verdict).contains(Verdict.values());
  }

  private static byte[] good() {
    return Fixture.archive("polars-zstd");
  }

  private List<String> readInProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                HostileReader.class.getName(),
                directory.toString())
            .redirectError(Path.of("target/hostile.log").toFile())
            .start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      return out.lines().toList();
    } finally {
      process.destroy();
    }
  }
}
