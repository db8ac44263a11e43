package ai.dragoneye.gateway.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official Python SDK in a virtual environment of its own under the build directory. */
final class OfficialSdk {
  private static final Path SOURCES = Path.of("src/test/python").toAbsolutePath();
  private static final Path ENVIRONMENT = Path.of("target/python-sdk").toAbsolutePath();
  private static final Path PYTHON = ENVIRONMENT.resolve("bin/python");

  private OfficialSdk() {}

  /** Installs the SDK unless exactly these requirements are installed already. */
  static OfficialSdk install() throws IOException, InterruptedException {
    Path requirements = SOURCES.resolve("requirements.txt");
    Path installed = ENVIRONMENT.resolve("installed.txt");
    if (!Files.exists(installed) || Files.mismatch(requirements, installed) >= 0) {
      ExternalTool.require(
          run("", "python3", "-m", "venv", "--clear", ENVIRONMENT.toString()).isPresent(),
          "no python3 with venv on the path");
      ExternalTool.require(
          run("", PYTHON.toString(), "-m", "pip", "install", "-q", "-r", requirements.toString())
              .isPresent(),
          "the Python SDK could not be installed with pip");
      Files.copy(requirements, installed);
    }
    return new OfficialSdk();
  }

  /** Runs jobs one after the other and returns what the SDK returned for each. */
  List<JsonNode> run(URI baseUrl, List<Map<String, Object>> jobs)
      throws IOException, InterruptedException {
    Map<String, Object> request =
        Map.of("base_url", baseUrl.toString(), "api_key", "sdk-key", "jobs", jobs);
    Optional<String> answers =
        run(
            JsonMapper.shared().writeValueAsString(request),
            PYTHON.toString(),
            SOURCES.resolve("run_sdk.py").toString());
    assertThat(answers).as("the script's output, see above").isPresent();
    return answers.get().lines().map(JsonMapper.shared()::readTree).toList();
  }

  /** What a command printed, empty when it is not there or fails; its errors pass through. */
  private static Optional<String> run(String input, String... command)
      throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException absent) {
      return Optional.empty();
    }
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream stdout = process.getInputStream()) {
      String output = new String(stdout.readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    }
  }
}
