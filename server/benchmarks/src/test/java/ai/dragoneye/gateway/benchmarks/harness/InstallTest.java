package ai.dragoneye.gateway.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallTest {
  private static final List<List<String>> COUNT =
      List.of(List.of("sh", "-c", "echo again >> runs"));

  @TempDir private Path directory = Path.of("");

  private Install install(String manifest) throws IOException {
    return new Install(
        Files.writeString(directory.resolve("manifest"), manifest), directory.resolve("target"));
  }

  @Test
  void shouldInstallOnceForEachContentOfTheManifest() throws Exception {
    // when
    install("a==1").run(COUNT);
    install("a==1").run(COUNT);
    install("a==2").run(COUNT);

    // then
    assertThat(directory.resolve("target").resolve("runs")).hasContent("again\nagain");
  }

  @Test
  void shouldTellTheLastLineOfACommandThatFailsAndTryAgainTheNextTime() throws Exception {
    // given
    Install install = install("a==1");

    // when, then
    assertThatThrownBy(
            () -> install.run(List.of(List.of("sh", "-c", "echo more; echo no room; exit 1"))))
        .isInstanceOf(IOException.class)
        .hasMessage("sh -c failed: no room");
    install.run(COUNT);
    assertThat(directory.resolve("target").resolve("runs")).hasContent("again");
  }

  @Test
  void shouldFailWhereTheCommandIsMissing() throws Exception {
    // given
    Install install = install("a==1");

    // when, then
    assertThatThrownBy(() -> install.run(List.of(List.of("there-is-no-such-command"))))
        .isInstanceOf(IOException.class);
  }
}
