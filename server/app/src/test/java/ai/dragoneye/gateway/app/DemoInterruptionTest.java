package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DemoInterruptionTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void shouldLeaveNoFileBehindWhereItIsInterrupted() throws IOException, InterruptedException {
    Path pictures = Files.createDirectory(directory.resolve("pictures"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                App.class.getName(),
                "demo",
                "--output",
                pictures.toString())
            .start();
    try (BufferedReader steps = process.errorReader()) {
      assertThat(steps.lines().anyMatch(step -> step.startsWith("sending"))).isTrue();
      assertThat(directory).isDirectoryContaining("glob:**/dragoneye-demo*");

      process.destroy();

      process.waitFor();
    }
    assertThat(directory).isDirectoryNotContaining("glob:**/dragoneye-demo*");
  }
}
