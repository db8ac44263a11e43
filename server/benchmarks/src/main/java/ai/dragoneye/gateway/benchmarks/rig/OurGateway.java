package ai.dragoneye.gateway.benchmarks.rig;

import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How our gateway is started: {@code gateway serve} on loopback, in a process of its own. */
public final class OurGateway {
  public static final String NAME = "ours";

  private static final String ANY_KEY = "bench-key";

  private final Path jar;

  private OurGateway(Path jar) {
    this.jar = jar;
  }

  /**
   * Has the launcher build the gateway where its sources are newer.
   *
   * @throws IOException where it cannot be built
   */
  public static OurGateway built(BenchSettings settings) throws IOException, InterruptedException {
    Path root = settings.home().toAbsolutePath().resolve("../..").normalize();
    Process launcher =
        new ProcessBuilder(root.resolve("gateway").toString(), "--version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path jar = root.resolve("server/app/target/dragoneye-gateway.jar");
    if (launcher.waitFor() != 0) {
      throw new IOException("the gateway could not be built");
    }
    return new OurGateway(jar);
  }

  /** Starts one with default settings and no bound on the looks at tasks. */
  public ServerProcess start(URI upstream) throws IOException, InterruptedException {
    return start(upstream, List.of(), Map.of());
  }

  /**
   * Starts one.
   *
   * @param jvmOptions for example its heap
   * @param configuration by keys as {@code MEDIA_WINDOW_BYTES}
   */
  public ServerProcess start(
      URI upstream, List<String> jvmOptions, Map<String, String> configuration)
      throws IOException, InterruptedException {
    return ServerProcess.start(NAME, command(upstream, jvmOptions), environment(configuration));
  }

  private List<String> command(URI upstream, List<String> jvmOptions) {
    return JavaCommand.ofJar(
        jar, jvmOptions, "serve", "--upstream", upstream.toString(), "--listen", "127.0.0.1:0");
  }

  private static Map<String, String> environment(Map<String, String> configuration) {
    Map<String, String> all = new HashMap<>();
    // The ceiling protects the service from one gateway; what it costs is not what is measured.
    all.put("PREDICTION_POLLING_MAX_PER_SECOND", "100000");
    all.putAll(configuration);
    Map<String, String> environment = new HashMap<>(Map.of("DRAGONEYE_API_KEY", ANY_KEY));
    all.forEach((key, value) -> environment.put("DRAGONEYE_GATEWAY_" + key, value));
    return environment;
  }
}
