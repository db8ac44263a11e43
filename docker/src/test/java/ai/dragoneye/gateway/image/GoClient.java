package ai.dragoneye.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.testcontainers.containers.Network;
import tools.jackson.databind.json.JsonMapper;

/** The conformance driver of the Go client, alone in a container on the gateway's network. */
final class GoClient implements AutoCloseable {
  private static final String TAG = "dragoneye-gateway-go-client:tested";
  private static final String DOCKERFILE =
      """
      FROM scratch
      COPY driver /driver
      USER 65532:65532
      ENTRYPOINT ["/driver"]
      """;
  private static final JsonMapper JSON = new JsonMapper();

  private final Process container;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  private GoClient(Process container) {
    this.container = container;
    this.requests = container.outputWriter(StandardCharsets.UTF_8);
    this.answers = container.inputReader(StandardCharsets.UTF_8);
  }

  /** Skips the test, with a line that says so, where there is no Go; in CI that is a failure. */
  static GoClient start(Network network, Path work) throws Exception {
    requireGo();
    File sources = ShippedImage.REPOSITORY.resolve("client-stubs/conformance/drivers/go").toFile();
    ProcessBuilder compiler =
        command("go", "build", "-o", work.resolve("driver").toString(), ".").directory(sources);
    compiler.environment().put("CGO_ENABLED", "0");
    run(compiler);
    Files.writeString(work.resolve("Dockerfile"), DOCKERFILE);
    run(command("docker", "build", "--quiet", "--tag", TAG, work.toString()));
    return new GoClient(
        command(
                "docker",
                "run",
                "--rm",
                "--interactive",
                "--read-only",
                "--tmpfs",
                "/tmp:mode=1777",
                "--network",
                network.getId(),
                TAG)
            .redirectError(Redirect.INHERIT)
            .start());
  }

  private static void requireGo() {
    boolean present =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
    if (!present) {
      System.err.println("The test of the image with the Go client is skipped: there is no Go.");
      assertThat(System.getenv("CI")).as("Go in CI").isNotEqualTo("true");
    }
    assumeTrue(present, "there is no Go");
  }

  /** Submits media; the field that names the task. */
  String submit(String fields) throws IOException {
    String id = JSON.readTree(call("submit", fields)).path("task_id").asString();
    return "'task_id':'" + id + "'";
  }

  /**
   * The answer to a call, which has to end with a value.
   *
   * @param fields of the request, as JSON with single quotes
   */
  String call(String name, String fields) throws IOException {
    String common = "{'id':1,'gateway':'http://gateway:" + GatewayContainer.PORT + "','call':'";
    requests.write((common + name + "'," + fields + "}").replace('\'', '"'));
    requests.newLine();
    requests.flush();
    String answer = Objects.requireNonNull(answers.readLine());
    assertThat(answer).as(name).contains("\"value\":");
    return answer;
  }

  @Override
  public void close() throws IOException {
    requests.close();
    try {
      container.waitFor();
    } catch (InterruptedException e) {
      container.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private static ProcessBuilder command(String... words) {
    return new ProcessBuilder(words);
  }

  private static void run(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command.command() + ":\n" + said).isZero();
  }
}
