package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.cli.DragoneyeCommand;
import ai.dragoneye.gateway.cli.Environment;
import ai.dragoneye.gateway.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the {@code dragoneye} command line ends where a real gateway refuses or is not there. */
class CommandLineFailuresTest {
  private static LocalService service;
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void start() throws IOException {
    service = LocalService.start(null);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private int run(String address, String... arguments) {
    Map<String, String> variables =
        Map.of("DRAGONEYE_GATEWAY", address, "DRAGONEYE_MODEL", "recognize_anything/demo");
    Environment environment =
        new Environment(
            InputStream.nullInputStream(),
            out,
            new PrintWriter(err, true),
            variables::get,
            Set.of());
    return DragoneyeCommand.run(environment, arguments);
  }

  @Test
  void shouldExitAsInvalidWhereTheFileIsMissing() {
    int exit = run(service.address(), "predict-video", directory.resolve("none.mp4").toString());

    assertThat(exit).describedAs(err.toString()).isEqualTo(ExitCode.INVALID.code());
    assertThat(err.toString()).contains("none.mp4").hasLineCount(1);
  }

  @Test
  void shouldExitAsFailedPredictionWhereTheMediaIsNoVideo() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.mp4"), "no video");

    int exit = run(service.address(), "predict-video", broken.toString());

    assertThat(exit).describedAs(err.toString()).isEqualTo(ExitCode.PREDICTION.code());
    assertThat(err.toString()).contains("PREDICTION_FAILED");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void shouldExitAsInvalidWhereTheTokenIsOfAnotherTask() throws IOException {
    assertThat(run(service.address(), "submit", BundledFile.CLIP.in(directory), "--json")).isZero();
    String task =
        out.toString(StandardCharsets.UTF_8)
            .replaceFirst("(?s).*?\"task_id\":\"([^\"]+)\".*", "$1");
    assertThat(run(service.address(), "watch", task)).isZero();

    int exit = run(service.address(), "results", task, "--resume-token", "of-another-task");

    assertThat(exit).describedAs(err.toString()).isEqualTo(ExitCode.INVALID.code());
    assertThat(err.toString()).contains("RESUME_TOKEN_STALE");
  }

  @Test
  void shouldExitAsUsageErrorWhereTheCommandLineIsWrong() throws IOException {
    int exit =
        run(service.address(), "predict-video", BundledFile.CLIP.in(directory), "--fps", "0");

    assertThat(exit).describedAs(err.toString()).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void shouldExitAsWorthRepeatingWhereNoGatewayListens() throws IOException {
    String nobody;
    try (LocalService stopped = LocalService.start(null)) {
      nobody = stopped.address();
    }

    int exit = run(nobody, "submit", BundledFile.PHOTO.in(directory));

    assertThat(exit).describedAs(err.toString()).isEqualTo(ExitCode.RETRY.code());
  }

  @Test
  void shouldPrintACompletionScriptWithoutAnyGateway() {
    int exit = run("", "completion", "bash");

    assertThat(exit).describedAs(err.toString()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("predict-images", "complete -F");
  }
}
