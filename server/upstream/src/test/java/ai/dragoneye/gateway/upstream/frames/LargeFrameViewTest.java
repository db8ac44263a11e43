package ai.dragoneye.gateway.upstream.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of bounded memory, on a real process with a small heap. */
class LargeFrameViewTest {
  @TempDir Path directory;

  @Test
  void shouldSortThreeMillionObservationsInAHeapOf64Mebibytes() throws Exception {
    // given
    Path archive = directory.resolve("archive.zip");
    Files.write(archive, LargeResult.archive());

    // when
    List<String> printed = readInProcess("-Xmx64m", archive);

    // then
    System.out.printf("%d bytes: %s%n", Files.size(archive), printed);
    assertThat(printed)
        .hasSize(2)
        .first()
        .isEqualTo(
            "%d frames, %d objects, fingerprint %d"
                .formatted(
                    LargeResult.FRAMES,
                    LargeResult.OBJECTS * LargeResult.TRACK,
                    new LargeResult().fingerprint()));
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(archive);
    }
  }

  private List<String> readInProcess(String heap, Path archive) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapReader.class.getName(),
                archive.toString(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      return out.lines().toList();
    } finally {
      process.destroy();
    }
  }
}
