package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardOutputTest {
  private final FakeGateway gateway = new FakeGateway();
  @TempDir private Path directory = Path.of("");

  @AfterEach
  void close() {
    gateway.close();
  }

  private CliProcess results() {
    return CliProcess.in(directory, "results", "task-1", "--address", gateway.address());
  }

  @Test
  void shouldTellThatADeviceIsFull() throws IOException, InterruptedException {
    CliProcess process = results();

    int exit = process.builder().redirectOutput(new File("/dev/full")).start().waitFor();

    assertThat(exit).isEqualTo(ExitCode.FAILED.code());
    assertThat(process.errors())
        .singleElement()
        .asString()
        .startsWith("dragoneye: Cannot write standard output: ");
  }

  @Test
  void shouldEndQuietlyWhereThePipeIsClosed() throws IOException, InterruptedException {
    CliProcess process = results();
    Process running = process.builder().start();

    running.getInputStream().close();

    assertThat(running.waitFor()).isEqualTo(ExitCode.CLOSED_PIPE.code());
    assertThat(process.errors()).isEmpty();
  }
}
