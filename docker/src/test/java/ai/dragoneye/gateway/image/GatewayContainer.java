package ai.dragoneye.gateway.image;

import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.client.Dragoneye;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The gateway as a cluster runs it: read-only root, 512 MiB, two processors, no capability, a spool
 * on which nothing can be executed. Its port on the host stays the same over a restart.
 */
final class GatewayContainer extends GenericContainer<GatewayContainer> {
  static final int PORT = 8080;
  static final int HEALTH = 8081;
  static final String SPOOL = "/var/spool/dragoneye-gateway";
  private static final long MEMORY = 512L << 20;
  private static final HealthCheck OFTEN =
      new HealthCheck().withInterval(Duration.ofSeconds(3).toNanos());

  private final int hostPort = freePort();

  GatewayContainer(Network network) {
    super(DockerImageName.parse(ShippedImage.tag()));
    withImagePullPolicy(ShippedImage.NEVER_PULLED);
    withNetwork(network);
    withNetworkAliases("gateway");
    withExposedPorts(PORT, HEALTH);
    withEnv(
        Map.of(
            "DRAGONEYE_API_KEY", "test-key",
            "DRAGONEYE_GATEWAY_UPSTREAM_BASE_URL", SimulatorContainer.BASE_URL,
            "DRAGONEYE_GATEWAY_UPSTREAM_ADDRESSES_ALLOW_PRIVATE", "true",
            "DRAGONEYE_GATEWAY_UPSTREAM_ADDRESSES_ALLOW_HTTP", "true"));
    withTmpFs(Map.of(SPOOL, "rw,noexec,nosuid,uid=65532,gid=65532,size=2g"));
    withCreateContainerCmdModifier(command -> confine(command.getHostConfig()));
    // The image's own command, asked more often.
    withCreateContainerCmdModifier(command -> command.withHealthcheck(OFTEN));
    waitingFor(Wait.forHttp("/readyz").forPort(HEALTH));
    withStartupTimeout(Duration.ofMinutes(1));
  }

  /** Serves plaintext to anybody. */
  GatewayContainer open() {
    return withEnv("DRAGONEYE_GATEWAY_TLS_INSECURE_PLAINTEXT", "true")
        .withEnv("DRAGONEYE_GATEWAY_AUTHENTICATION_INSECURE_ANONYMOUS", "true");
  }

  /**
   * Mounts a directory of the host, read-only. (Testcontainers' own way first pulls an image to try
   * whether that works.)
   */
  GatewayContainer mounting(Path folder, String target) {
    return withCreateContainerCmdModifier(
        command ->
            Objects.requireNonNull(command.getHostConfig())
                .withBinds(Bind.parse(folder + ":" + target + ":ro")));
  }

  private void confine(@Nullable HostConfig host) {
    HostConfig confined = Objects.requireNonNull(host);
    Ports ports = confined.getPortBindings();
    ports.bind(
        ExposedPort.tcp(PORT),
        PortBinding.parse("127.0.0.1:" + hostPort + ":" + PORT).getBinding());
    confined
        .withPortBindings(ports)
        .withReadonlyRootfs(true)
        .withMemory(MEMORY)
        .withMemorySwap(MEMORY)
        .withNanoCPUs(2_000_000_000L)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"));
  }

  String address() {
    return "localhost:" + hostPort;
  }

  Dragoneye client() {
    return Dragoneye.connect("http://" + address());
  }

  /** As the engine finds it with the image's own check. */
  void awaitHealthy() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> getCurrentContainerInfo().getState().getHealth().getStatus().equals("healthy"));
  }

  /** Runs the image's program once more beside the gateway, with further flags of the JVM. */
  ExecResult run(List<String> flags, String... arguments) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(Objects.requireNonNull(getCurrentContainerInfo().getConfig().getEntrypoint())));
    words.addAll(1, flags);
    words.addAll(List.of(arguments));
    return execInContainer(words.toArray(String[]::new));
  }

  void signal(String name) {
    getDockerClient().killContainerCmd(getContainerId()).withSignal(name).exec();
  }

  /** Starts it again after it ended. */
  void revive() {
    long before = starts();
    getDockerClient().startContainerCmd(getContainerId()).exec();
    await().atMost(Duration.ofMinutes(1)).until(() -> starts() > before);
  }

  private long starts() {
    return getLogs().lines().filter(line -> line.contains("gateway is listening")).count();
  }

  boolean running() {
    return Boolean.TRUE.equals(getCurrentContainerInfo().getState().getRunning());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
