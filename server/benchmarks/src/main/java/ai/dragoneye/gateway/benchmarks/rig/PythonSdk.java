package ai.dragoneye.gateway.benchmarks.rig;

import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official Python SDK, used directly: no gateway in between. */
public final class PythonSdk {
  public static final String NAME = "python-sdk";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path home;
  private final Path work;

  private PythonSdk(Path home, Path work) {
    this.home = home;
    this.work = work;
  }

  /**
   * Installs it unless that was done.
   *
   * @throws IOException where that is not possible
   */
  public static PythonSdk built(BenchSettings settings) throws IOException, InterruptedException {
    if (settings.quick() || !settings.wants(NAME)) {
      throw new IOException("left out by " + (settings.quick() ? "--quick" : "--only"));
    }
    settings.progress().accept("building " + NAME);
    return new PythonSdk(PeerPrograms.built(settings, NAME), settings.work());
  }

  /** Predicts an image; answers a line for each prediction and a last one for all. */
  public List<JsonNode> predict(URI upstream, int imageBytes, int callers, int tasks)
      throws IOException, InterruptedException {
    Path image = Files.createDirectories(work).resolve("image-" + imageBytes + ".jpg");
    Files.write(image, Media.bytes(imageBytes));
    return run(
        upstream,
        "--image",
        image.toString(),
        "--model",
        "bench/sdk",
        "--callers",
        Integer.toString(callers),
        "--tasks",
        Integer.toString(tasks));
  }

  /** Downloads and decodes the results of a video's task. */
  public JsonNode results(URI upstream, String taskId, int consumers)
      throws IOException, InterruptedException {
    return run(upstream, "--results", taskId, "--consumers", Integer.toString(consumers)).getLast();
  }

  private List<JsonNode> run(URI upstream, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(home.resolve(PeerPrograms.RUN).toString(), "--upstream", upstream.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("DRAGONEYE_API_KEY", "bench-key");
    Process process = builder.start();
    List<JsonNode> answers = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().filter(line -> line.startsWith("{")).map(JSON::readTree).forEach(answers::add);
      if (process.waitFor() != 0 || answers.isEmpty()) {
        throw new IOException("peers/%s/run failed".formatted(NAME));
      }
      return answers;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
