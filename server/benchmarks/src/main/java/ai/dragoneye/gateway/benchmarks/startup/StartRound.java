package ai.dragoneye.gateway.benchmarks.startup;

import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import ai.dragoneye.gateway.benchmarks.rig.Channels;
import ai.dragoneye.gateway.benchmarks.rig.Health;
import ai.dragoneye.gateway.benchmarks.rig.Media;
import ai.dragoneye.gateway.benchmarks.rig.MediaCall;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts a gateway, asks until it serves, and has it relay some media. */
final class StartRound {
  static final Metric SERVING = new Metric("serving_ms", "ms");
  static final Metric IDLE = new Metric("rss_idle_mb", "MB");

  private static final Metric FIRST = new Metric("first_prediction_ms", "ms");
  private static final Metric CPU = new Metric("cpu_ms", "ms");
  private static final Metric RELAYED = new Metric("rss_relayed_mb", "MB");

  private final OurGateway ours;
  private final Upstream upstream;
  private final List<String> jvmOptions;
  private final long relayedBytes;

  StartRound(OurGateway ours, Upstream upstream, List<String> jvmOptions, long relayedBytes) {
    this.ours = ours;
    this.upstream = upstream;
    this.jvmOptions = jvmOptions;
    this.relayedBytes = relayedBytes;
  }

  Map<Metric, Double> run() throws IOException, InterruptedException {
    Map<Metric, Double> measured = new LinkedHashMap<>();
    long begun = System.nanoTime();
    try (ServerProcess gateway = ours.start(upstream.url(), jvmOptions, Map.of());
        Channels channels = Channels.to(gateway.port(), 1)) {
      while (!Health.isServing(channels.of(0))) {
        Thread.onSpinWait();
      }
      measured.put(SERVING, (System.nanoTime() - begun) / 1e6);
      measured.put(CPU, gateway.cpuSeconds() * 1000);
      measured.put(IDLE, gateway.rssMb());
      measured.put(FIRST, predict(channels, 100_000));
      predict(channels, relayedBytes);
      measured.put(RELAYED, gateway.rssMb());
      return measured;
    }
  }

  private static double predict(Channels channels, long bytes)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    try {
      MediaCall.send(channels.of(0), Media.of("bench/startup", bytes, 256 << 10))
          .get(1, TimeUnit.MINUTES);
      return (System.nanoTime() - begun) / 1e6;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
  }
}
