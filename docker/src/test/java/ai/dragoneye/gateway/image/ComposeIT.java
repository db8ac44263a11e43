package ai.dragoneye.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.image.ComposeFile.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The Compose file: all of it read strictly, its gateway and simulator run as it says. */
@RequiresDocker
class ComposeIT {
  private static final Path FILE = ShippedImage.REPOSITORY.resolve("docker/compose.yaml");

  private final ComposeFile compose = ComposeFile.read(FILE);

  @Test
  void shouldNameOnlyServicesVolumesAndFilesThatExist() {
    assertThat(compose.services())
        .containsOnlyKeys("gateway", "simulator", "prometheus", "grafana", "jaeger");
    for (Service service : compose.services().values()) {
      assertThat(compose.services().keySet()).containsAll(service.dependsOn());
      for (String volume : service.volumes()) {
        String source = volume.substring(0, volume.indexOf(':'));
        if (source.startsWith(".")) {
          assertThat(FILE.resolveSibling(source)).isRegularFile();
        } else {
          assertThat(compose.volumes()).containsKey(source);
        }
      }
      assertThat(service.ports()).allMatch(port -> port.startsWith("127.0.0.1:"));
    }
  }

  @Test
  void shouldPredictAgainstItsSimulator() {
    try (Network network = Network.newNetwork();
        GenericContainer<?> simulator = container("simulator", network);
        GenericContainer<?> gateway = container("gateway", network)) {
      // given
      simulator.waitingFor(Wait.forLogMessage(".*control .*", 1)).start();
      gateway.withExposedPorts(8080, 8081).waitingFor(Wait.forHttp("/readyz").forPort(8081));
      gateway.withStartupTimeout(Duration.ofMinutes(1)).start();

      // when
      try (Dragoneye dragoneye =
          Dragoneye.connect("http://localhost:" + gateway.getMappedPort(8080))) {
        var prediction =
            dragoneye.predictImage(
                Image.fromPath(
                    ShippedImage.REPOSITORY.resolve(
                        "server/app/src/main/resources/ai/dragoneye/gateway/app/demo/street.jpg")),
                "recognize_anything/demo");

        // then
        assertThat(prediction.getObjectsList()).isNotEmpty();
      }
    }
  }

  private GenericContainer<?> container(String name, Network network) {
    Service service = Objects.requireNonNull(compose.services().get(name));
    assertThat(service.image()).isEqualTo("${GATEWAY_IMAGE:-dragoneye-gateway}");
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(ShippedImage.tag()))
            .withImagePullPolicy(ShippedImage.NEVER_PULLED)
            .withNetwork(network)
            .withNetworkAliases(name)
            .withEnv(service.environment())
            .withCreateContainerCmdModifier(
                command ->
                    Objects.requireNonNull(command.getHostConfig())
                        .withReadonlyRootfs(service.readOnly()));
    List<String> command = service.command();
    return command.isEmpty() ? container : container.withCommand(command.toArray(String[]::new));
  }
}
