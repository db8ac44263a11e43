package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartUpTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void shouldTellAnUnknownHostInOneLine() throws IOException, InterruptedException {
    CliProcess process =
        CliProcess.in(directory, "status", "task-1", "--address", "nowhere.invalid:8080");

    int exit = process.builder().start().waitFor();

    assertThat(exit).isEqualTo(ExitCode.RETRY.code());
    assertThat(process.errors()).singleElement().asString().startsWith("dragoneye: ");
  }

  @Test
  void shouldLoadNothingOfThePicturesForACommandWithoutAny()
      throws IOException, InterruptedException {
    try (FakeGateway gateway = new FakeGateway()) {
      Path loaded = directory.resolve("loaded");
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xlog:class+load:file=" + loaded,
              "-cp",
              System.getProperty("java.class.path"),
              DragoneyeCommand.class.getName(),
              "results",
              "task-1",
              "--address",
              gateway.address());

      int exit = builder.redirectOutput(directory.resolve("out").toFile()).start().waitFor();

      assertThat(exit).isZero();
      assertThat(loaded)
          .content()
          .contains("ai.dragoneye.gateway.cli.ResultsCommand")
          .doesNotContain(" java.awt.", " javax.imageio.");
      assertThat(directory.resolve("out")).content().startsWith("#  object");
    }
  }
}
