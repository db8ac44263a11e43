package ai.dragoneye.gateway.benchmarks.throughput;

import ai.dragoneye.gateway.benchmarks.harness.Latencies;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import ai.dragoneye.gateway.benchmarks.rig.Channels;
import ai.dragoneye.gateway.benchmarks.rig.ClosedLoop;
import ai.dragoneye.gateway.benchmarks.rig.Media;
import ai.dragoneye.gateway.benchmarks.rig.MediaCall;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Callers who predict one image of 100 KB after the other, through a gateway. */
public final class ImageLoad {
  /** What all of them get done. */
  public static final Metric RATE = new Metric("predictions_per_s", "1/s");

  /** CPU time of the gateway. */
  public static final Metric CPU = new Metric("cpu_ms_per_prediction", "ms");

  static final Metric TAIL = new Metric("p99_ms", "ms");
  static final int IMAGE_BYTES = 100_000;

  private static final Media IMAGE = Media.of("bench/throughput", IMAGE_BYTES, 256 << 10);
  private static final int PATIENCE_SECONDS = 60;

  private final ServerProcess server;
  private final Channels channels;

  /** Calls a gateway. */
  public ImageLoad(ServerProcess server, Channels channels) {
    this.server = server;
    this.channels = channels;
  }

  /** Runs for so long. */
  public Map<Metric, Double> run(int callers, Duration time)
      throws IOException, InterruptedException {
    double cpuBefore = server.cpuSeconds();
    long begun = System.nanoTime();
    Latencies latencies = new ClosedLoop(callers, Integer.MAX_VALUE, time).run(this::predict);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return figures(latencies, seconds, server.cpuSeconds() - cpuBefore);
  }

  static Map<Metric, Double> figures(Latencies latencies, double seconds, double cpuSeconds) {
    Map<Metric, Double> figures = new LinkedHashMap<>();
    figures.put(RATE, latencies.count() / seconds);
    figures.put(CPU, cpuSeconds * 1000 / latencies.count());
    figures.put(TAIL, latencies.percentile(0.99));
    return figures;
  }

  private double predict(int caller) throws Exception {
    long begun = System.nanoTime();
    long ended =
        MediaCall.send(channels.of(caller), IMAGE)
            .thenApply(_ -> System.nanoTime())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return (ended - begun) / 1e6;
  }
}
