package ai.dragoneye.gateway.benchmarks.rig;

import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gateways that a team would write instead: a directory of {@code peers} each, with the programs
 * {@code build} and {@code run --upstream URL --port 0}.
 */
public final class PeerGateways {
  private static final Map<String, String> DIRECTORIES =
      Map.of("go", "go-gateway", "python", "python-gateway");

  private final BenchSettings settings;
  private final Map<String, String> notRun = new LinkedHashMap<>();

  /** Starts none yet. */
  public PeerGateways(BenchSettings settings) {
    this.settings = settings;
  }

  /** Why a peer takes no part, by its subject. */
  public Map<String, String> notRun() {
    return notRun;
  }

  /** Starts all that can be built and are wanted. The caller closes them. */
  public Map<String, ServerProcess> start(URI upstream) throws InterruptedException {
    Map<String, ServerProcess> started = new LinkedHashMap<>();
    for (Map.Entry<String, String> peer : new TreeMap<>(DIRECTORIES).entrySet()) {
      String subject = peer.getKey();
      if (settings.quick() || !settings.wants(subject)) {
        notRun.put(subject, "left out by " + (settings.quick() ? "--quick" : "--only"));
        continue;
      }
      settings.progress().accept("building " + subject);
      try {
        Path home = PeerPrograms.built(settings, peer.getValue());
        started.put(subject, start(subject, home, upstream));
      } catch (IOException e) {
        notRun.put(subject, String.valueOf(e.getMessage()));
      }
    }
    return started;
  }

  private static ServerProcess start(String subject, Path home, URI upstream)
      throws IOException, InterruptedException {
    return ServerProcess.start(
        subject,
        List.of(
            home.resolve(PeerPrograms.RUN).toString(),
            "--upstream",
            upstream.toString(),
            "--port",
            "0"),
        Map.of("DRAGONEYE_API_KEY", "bench-key"));
  }
}
