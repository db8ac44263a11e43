package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void shouldPrintAScriptThatBashUnderstands() throws IOException, InterruptedException {
    Cli cli = new Cli();

    int exit = cli.run("completion", "bash");

    assertThat(exit).isZero();
    Path script = Files.writeString(directory.resolve("dragoneye.bash"), cli.output());
    Process bash = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
    assertThat(bash.waitFor()).isZero();
    assertThat(cli.output()).contains("predict-video", "--resume-token", "complete -F");
  }

  @Test
  void shouldOfferTheCommandsInBash() throws IOException, InterruptedException {
    Cli cli = new Cli();
    cli.run("completion", "bash");
    Path script = Files.writeString(directory.resolve("dragoneye.bash"), cli.output());

    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source '%s'; COMP_WORDS=(dragoneye predict-vi); COMP_CWORD=1; _complete_dragoneye; echo \"${COMPREPLY[*]}\""
                    .formatted(script))
            .redirectErrorStream(true)
            .start();
    String offered = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(bash.waitFor()).isZero();
    assertThat(offered.strip()).isEqualTo("predict-video");
  }
}
