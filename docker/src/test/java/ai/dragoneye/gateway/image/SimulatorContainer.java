package ai.dragoneye.gateway.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The simulator of the Dragoneye API, out of the same image, as host {@code simulator}. */
final class SimulatorContainer extends GenericContainer<SimulatorContainer> {
  static final String BASE_URL = "http://simulator:9000";
  private static final int CONTROL = 9001;

  SimulatorContainer(Network network) {
    super(DockerImageName.parse(ShippedImage.tag()));
    withImagePullPolicy(ShippedImage.NEVER_PULLED);
    withNetwork(network);
    withNetworkAliases("simulator");
    withCommand(
        "simulator",
        "--host",
        "0.0.0.0",
        "--port",
        "9000",
        "--control-port",
        "" + CONTROL,
        "--accept-unreadable-media");
    withExposedPorts(CONTROL);
    waitingFor(Wait.forLogMessage(".*control .*", 1));
  }

  /** Scripts faults, as JSON. */
  void addFaults(String json) {
    control("POST", "/faults", json);
  }

  /** Tasks begun later take that long. */
  void setInferenceMillis(long millis) {
    control(
        "PUT",
        "/script",
        "{\"statuses\": [\"predicting\", \"predicted\"], \"inference_ms\": " + millis + "}");
  }

  /** All tasks have that archive as their result. */
  void setResults(Path archive) throws IOException {
    control("PUT", "/results", BodyPublishers.ofFile(archive));
  }

  /** What was seen, as JSON. */
  String requests() {
    return control("GET", "/requests", "");
  }

  private String control(String method, String path, String body) {
    return control(method, path, BodyPublishers.ofString(body));
  }

  private String control(String method, String path, BodyPublisher body) {
    URI uri = URI.create("http://" + getHost() + ":" + getMappedPort(CONTROL) + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(uri).method(method, body).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(method + " " + path + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(method + " " + uri, e);
    }
  }
}
