package ai.dragoneye.gateway.upstream.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One budget for all readers, on a real process with a small heap. */
class ConcurrentReadersTest {
  @TempDir Path directory;

  @Test
  void shouldRefuseReadersBeyondTheBudgetAndServeTheOthers() throws Exception {
    // given
    Path archive = directory.resolve("archive.zip");
    Files.write(archive, LargeResult.archive());

    // when
    List<Long> printed = readInProcess(archive);

    // then
    long whole = printed.get(0);
    long refused = printed.get(1);
    assertThat(whole).isPositive();
    assertThat(refused).isPositive();
    assertThat(whole + refused).isEqualTo(ConcurrentReaders.READERS);
    assertThat(printed.get(2)).isPositive().isLessThanOrEqualTo(ConcurrentReaders.BUDGET_BYTES);
    assertThat(printed.get(3)).isZero();
  }

  /** The number in each line. */
  private static List<Long> readInProcess(Path archive) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ConcurrentReaders.class.getName(),
                archive.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      return out.lines()
          .peek(System.out::println)
          .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
          .toList();
    } finally {
      process.destroy();
    }
  }
}
