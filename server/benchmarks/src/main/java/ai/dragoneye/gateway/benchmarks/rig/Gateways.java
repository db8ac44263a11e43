package ai.dragoneye.gateway.benchmarks.rig;

import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our gateway and all that a team would use instead, in front of one upstream. */
public final class Gateways implements AutoCloseable {
  // As many as keep 512 calls below what a connection may have.
  private static final int CONNECTIONS = 16;

  private final Map<String, ServerProcess> servers = new LinkedHashMap<>();
  private final Map<String, Channels> channels = new LinkedHashMap<>();
  private final PeerGateways peers;
  private @Nullable PythonSdk sdk;

  private Gateways(BenchSettings settings) {
    this.peers = new PeerGateways(settings);
  }

  /** Starts all that are wanted and can be built. */
  public static Gateways start(BenchSettings settings, URI upstream)
      throws IOException, InterruptedException {
    Gateways gateways = new Gateways(settings);
    try {
      if (settings.wants(OurGateway.NAME)) {
        OurGateway ours = OurGateway.built(settings);
        // Room for all callers: what is sent away costs nothing.
        gateways.servers.put(
            OurGateway.NAME,
            ours.start(
                upstream,
                List.of(),
                Map.of(
                    "ADMISSION_PREDICTIONS_MAX",
                    "1000",
                    "ADMISSION_UPSTREAM_MAX",
                    "1000",
                    "ADMISSION_MEDIA_BYTES",
                    "1GiB")));
      }
      gateways.servers.putAll(gateways.peers.start(upstream));
      gateways.connect();
      gateways.prepareSdk(settings);
      return gateways;
    } catch (IOException | InterruptedException | RuntimeException e) {
      gateways.close();
      throw e;
    }
  }

  private void connect() {
    servers.forEach(
        (subject, server) -> channels.put(subject, Channels.to(server.port(), CONNECTIONS)));
  }

  private void prepareSdk(BenchSettings settings) throws InterruptedException {
    try {
      sdk = PythonSdk.built(settings);
    } catch (IOException e) {
      peers.notRun().put(PythonSdk.NAME, String.valueOf(e.getMessage()));
    }
  }

  /** Those that run. */
  public List<String> subjects() {
    return List.copyOf(servers.keySet());
  }

  /** The process of a subject. */
  public ServerProcess server(String subject) {
    return Objects.requireNonNull(servers.get(subject), subject);
  }

  /** Connections to a subject. */
  public Channels channels(String subject) {
    return Objects.requireNonNull(channels.get(subject), subject);
  }

  /** The SDK without a gateway, if it could be had. */
  public Optional<PythonSdk> sdk() {
    return Optional.ofNullable(sdk);
  }

  /** Why a subject takes no part. */
  public Map<String, String> notRun() {
    return peers.notRun();
  }

  @Override
  public void close() {
    channels.values().forEach(Channels::close);
    servers.values().forEach(ServerProcess::close);
  }
}
