package ai.dragoneye.gateway.benchmarks.fanout;

import ai.dragoneye.gateway.benchmarks.harness.Latencies;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import ai.dragoneye.gateway.benchmarks.rig.Channels;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Watches tasks through a gateway with a heap of 256 MiB, ten watchers to a task. */
public final class Watchers {
  /** CPU time of the gateway. */
  public static final Metric CPU = new Metric("cpu_s", "s");

  /** Memory of the gateway while all watch. */
  public static final Metric RSS = new Metric("rss_mb", "MB");

  static final Metric LATEST = new Metric("latest_ms", "ms");
  static final Metric POLLS = new Metric("polls_per_task_and_s", "1/s");

  private static final Metric TAIL = new Metric("p99_ms", "ms");
  private static final int PER_TASK = 10;
  private static final int PER_CONNECTION = 100;
  private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final long ENDING_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final OurGateway ours;

  /** Starts a gateway for each run. */
  public Watchers(OurGateway ours) {
    this.ours = ours;
  }

  /** Lets so many watch until all tasks have ended. */
  public Map<Metric, Double> run(int watchers) throws IOException, InterruptedException {
    int tasks = Math.max(1, watchers / PER_TASK);
    try (StatusUpstream upstream = new StatusUpstream(tasks);
        ServerProcess gateway = start(upstream);
        Channels channels = Channels.to(gateway.port(), Math.ceilDiv(watchers, PER_CONNECTION))) {
      Latencies delays = new Latencies();
      long begun = System.nanoTime();
      List<Watch> watches = new ArrayList<>();
      for (int i = 0; i < watchers; i++) {
        watches.add(Watch.start(channels.of(i), upstream.tasks().get(i % tasks), delays));
      }
      await(watches, Watch::opened);
      endOneAfterTheOther(upstream.tasks());
      TimeUnit.NANOSECONDS.sleep(WATCHED_NANOS);
      double rss = gateway.rssMb();
      await(watches, Watch::ended);
      double seconds = (System.nanoTime() - begun) / 1e9;
      return figures(delays, upstream.tasks(), seconds, gateway.cpuSeconds(), rss);
    }
  }

  private ServerProcess start(StatusUpstream upstream) throws IOException, InterruptedException {
    return ours.start(
        upstream.url(),
        List.of("-Xmx256m"),
        Map.of(
            "ADMISSION_MAX_STREAMS",
            "20000",
            "ADMISSION_REQUEST_BYTES",
            "32MiB",
            "UPSTREAM_RESULTS_DECODE_MEMORY_BYTES",
            "64MiB",
            "UPSTREAM_RESULTS_TOTAL_MEMORY_BYTES",
            "32MiB"));
  }

  private static void endOneAfterTheOther(List<WatchedTask> tasks) {
    long first = System.nanoTime() + WATCHED_NANOS;
    for (int i = 0; i < tasks.size(); i++) {
      tasks.get(i).endAt(first + ENDING_NANOS * i / tasks.size());
    }
  }

  private static void await(List<Watch> watches, Function<Watch, CompletableFuture<Void>> until)
      throws IOException, InterruptedException {
    try {
      CompletableFuture.allOf(watches.stream().map(until).toArray(CompletableFuture[]::new))
          .get(1, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("watching failed: " + e, e);
    }
  }

  private static Map<Metric, Double> figures(
      Latencies delays, List<WatchedTask> tasks, double seconds, double cpu, double rss) {
    int polls = tasks.stream().mapToInt(WatchedTask::polls).sum();
    Map<Metric, Double> figures = new LinkedHashMap<>();
    figures.put(LATEST, delays.percentile(1));
    figures.put(TAIL, delays.percentile(0.99));
    figures.put(POLLS, polls / seconds / tasks.size());
    figures.put(CPU, cpu);
    figures.put(RSS, rss);
    return figures;
  }
}
