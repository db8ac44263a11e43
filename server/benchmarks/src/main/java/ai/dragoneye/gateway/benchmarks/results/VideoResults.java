package ai.dragoneye.gateway.benchmarks.results;

import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import ai.dragoneye.gateway.benchmarks.rig.Channels;
import ai.dragoneye.gateway.benchmarks.rig.DirectTask;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import ai.dragoneye.gateway.simulator.archive.ResultsArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Streams the results of a video that was just predicted, through a gateway with a small heap. */
public final class VideoResults implements AutoCloseable {
  /** Until all consumers have all. */
  public static final Metric TOTAL = new Metric("total_ms", "ms");

  static final Metric SPEED = new Metric("mb_per_s", "MB/s");
  static final Metric FIRST = new Metric("first_object_ms", "ms");
  static final Metric CPU = new Metric("cpu_s", "s");
  static final Metric RSS = new Metric("rss_mb", "MB");

  private static final int LOOK_MILLIS = 20;
  private static final int MOST_CONNECTIONS = 16;

  private final Upstream upstream = Upstream.start();
  private final ServerProcess gateway;
  private final Channels channels;

  private VideoResults(OurGateway ours) throws IOException, InterruptedException {
    try {
      gateway = ours.start(upstream.url(), List.of("-Xmx512m"), Map.of());
    } catch (IOException | InterruptedException e) {
      upstream.close();
      throw e;
    }
    channels = Channels.to(gateway.port(), MOST_CONNECTIONS);
  }

  /** Starts a gateway and its upstream. */
  public static VideoResults start(OurGateway ours) throws IOException, InterruptedException {
    return new VideoResults(ours);
  }

  /** A new task, which has ended, with this archive as its results; and where to ask for it. */
  DirectTask predicted(Path archive) throws IOException, InterruptedException {
    upstream
        .simulator()
        .answerResultsFrom(_ -> Optional.of(new ResultsArchive.OnDisk(archive.toAbsolutePath())));
    DirectTask task = DirectTask.begin(upstream.url(), "video/mp4");
    task.upload(new byte[1]);
    task.predict("bench/results");
    return task;
  }

  /** Streams an archive that the gateway has not seen to so many at a time. */
  public Map<Metric, Double> run(Path archive, int consumers)
      throws IOException, InterruptedException {
    DirectTask task = predicted(archive);
    double cpuBefore = gateway.cpuSeconds();
    long begun = System.nanoTime();
    List<ResultCall> calls =
        IntStream.range(0, consumers)
            .mapToObj(consumer -> ResultCall.start(channels.of(consumer), task.id()))
            .toList();
    double rss = mostUntil(ended(calls));
    double seconds = (System.nanoTime() - begun) / 1e9;
    double first =
        calls.stream().mapToLong(call -> call.firstObject().join()).max().orElse(begun) - begun;
    double megabytes = Files.size(archive) / 1e6 * consumers;
    return figures(megabytes, seconds, first / 1e9, gateway.cpuSeconds() - cpuBefore, rss);
  }

  static Map<Metric, Double> figures(
      double megabytes, double seconds, double firstSeconds, double cpu, double rss) {
    Map<Metric, Double> figures = new LinkedHashMap<>();
    figures.put(SPEED, megabytes / seconds);
    figures.put(TOTAL, seconds * 1000);
    figures.put(FIRST, firstSeconds * 1000);
    figures.put(CPU, cpu);
    figures.put(RSS, rss);
    return figures;
  }

  private static CompletableFuture<Void> ended(List<ResultCall> calls) {
    return CompletableFuture.allOf(
        calls.stream().map(ResultCall::ended).toArray(CompletableFuture[]::new));
  }

  private double mostUntil(CompletableFuture<Void> end) throws IOException, InterruptedException {
    double most = gateway.rssMb();
    while (true) {
      try {
        end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return Math.max(most, gateway.rssMb());
      } catch (TimeoutException _) {
        most = Math.max(most, gateway.rssMb());
      } catch (ExecutionException e) {
        throw new IOException("streaming results failed: " + e.getCause(), e);
      }
    }
  }

  @Override
  public void close() {
    channels.close();
    gateway.close();
    upstream.close();
  }
}
