package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void shouldEndAsAProcessOnASignal() throws IOException, InterruptedException {
    Path image = Files.writeString(directory.resolve("a.png"), "x");
    gateway.predictions.silent = true;
    Process process = start("predict-image", image.toString(), "-m", "m");
    gateway.predictions.complete.await();

    process.destroy();

    int exit = process.waitFor();
    assertThat(gateway.predictions.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(directory.resolve("err")).content().contains("dragoneye: interrupted");
    assertThat(exit).isGreaterThan(128);
  }

  private Process start(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            DragoneyeCommand.class.getName());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("DRAGONEYE_GATEWAY", gateway.address());
    return builder.redirectError(directory.resolve("err").toFile()).start();
  }
}
