package ai.dragoneye.gateway.benchmarks.latency;

import ai.dragoneye.gateway.benchmarks.harness.Latencies;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.rig.Channels;
import ai.dragoneye.gateway.benchmarks.rig.ClosedLoop;
import ai.dragoneye.gateway.benchmarks.rig.Media;
import ai.dragoneye.gateway.benchmarks.rig.MediaCall;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import ai.dragoneye.gateway.simulator.traffic.TaskTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Predicts images through a gateway, and knows of each how long its inference takes. */
final class LatencyRound {
  static final Metric MEDIAN = new Metric("p50_ms", "ms");
  static final Metric TAIL = new Metric("p99_ms", "ms");
  static final Metric POLLS = new Metric("polls_per_task", "median");
  static final int IMAGE_BYTES = 100_000;

  private static final int CHUNK_BYTES = 256 << 10;

  private final Upstream upstream;
  private final Channels channels;
  private final LatencyCase how;
  private final Media media;
  // The time that the next task gets is set for all: one begins after the other.
  private final ReentrantLock beginning = new ReentrantLock();

  LatencyRound(Upstream upstream, Channels channels, LatencyCase how) {
    this.upstream = upstream;
    this.channels = channels;
    this.how = how;
    this.media = Media.of("bench/latency-" + how.caseName(), IMAGE_BYTES, CHUNK_BYTES);
  }

  Map<Metric, Double> run(int tasks, int callers) throws IOException, InterruptedException {
    upstream.requests().clear();
    Latencies added = new ClosedLoop(callers, tasks, how.time()).run(this::predict);
    return figures(added, upstream.requests().tasks());
  }

  static Map<Metric, Double> figures(Latencies added, List<TaskTraffic> tasks) {
    Latencies polls = new Latencies();
    tasks.forEach(task -> polls.add(task.statusPolls()));
    Map<Metric, Double> figures = new LinkedHashMap<>();
    figures.put(MEDIAN, added.percentile(0.5));
    figures.put(TAIL, added.percentile(0.99));
    figures.put(POLLS, polls.percentile(0.5));
    return figures;
  }

  private double predict(int caller) throws Exception {
    Duration inference = how.inference(ThreadLocalRandom.current().nextDouble(-1, 1));
    long begun;
    CompletableFuture<byte[]> response;
    beginning.lock();
    try {
      int before = upstream.requests().tasks().size();
      upstream.inferenceTime(inference);
      begun = System.nanoTime();
      response = MediaCall.send(channels.of(caller), media);
      upstream.awaitBegun(before + 1, response);
    } finally {
      beginning.unlock();
    }
    // Taken where the response arrives: this thread may have to wait for a core.
    long ended = response.thenApply(_ -> System.nanoTime()).get(30, TimeUnit.SECONDS);
    return (ended - begun - inference.toNanos()) / 1e6;
  }
}
