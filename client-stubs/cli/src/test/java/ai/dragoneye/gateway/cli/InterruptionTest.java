package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class InterruptionTest {
  private final FakeGateway gateway = new FakeGateway();
  private final Cli cli = Cli.against(gateway).watched();
  @TempDir private Path directory = Path.of("");

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void shouldCancelTheCallAndNameTheTask()
      throws IOException, InterruptedException, ExecutionException {
    Path video = Files.writeString(directory.resolve("a.mp4"), "x");
    gateway.predictions.silent = true;
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    Thread command =
        new Thread(
            () -> exit.complete(cli.run("predict-video", video.toString(), "-m", "m")), "command");
    command.start();
    await().until(cli::errors, errors -> errors.contains("task-1 accepted"));

    command.interrupt();

    assertThat(exit.get()).isEqualTo(ExitCode.INTERRUPTED.code());
    assertThat(gateway.predictions.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(cli.errors()).endsWith("  the task goes on: dragoneye watch task-1\n");
  }

  @ParameterizedTest
  @CsvSource({"INT, INTERRUPTED", "TERM, TERMINATED"})
  void shouldEndAsAProcessOnASignal(String signal, ExitCode expected)
      throws IOException, InterruptedException {
    Path image = Files.writeString(directory.resolve("a.png"), "x");
    gateway.predictions.silent = true;
    CliProcess cut =
        CliProcess.in(
            directory,
            "predict-image",
            image.toString(),
            "-m",
            "m",
            "--address",
            gateway.address());
    Process process = cut.builder().start();
    gateway.predictions.complete.await();

    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

    int exit = process.waitFor();
    assertThat(gateway.predictions.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(cut.errors()).startsWith("dragoneye: interrupted");
    assertThat(exit).isEqualTo(expected.code());
  }
}
