package ai.dragoneye.gateway.benchmarks.curve;

import ai.dragoneye.gateway.benchmarks.archives.ResultFiles;
import ai.dragoneye.gateway.benchmarks.archives.ResultShape;
import ai.dragoneye.gateway.benchmarks.fanout.Watchers;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import ai.dragoneye.gateway.benchmarks.results.VideoResults;
import ai.dragoneye.gateway.benchmarks.rig.Channels;
import ai.dragoneye.gateway.benchmarks.rig.ClosedLoop;
import ai.dragoneye.gateway.benchmarks.rig.Media;
import ai.dragoneye.gateway.benchmarks.rig.MediaCall;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** All curves, and the gateways that they are taken from. */
final class Curves implements AutoCloseable {
  private static final Metric SECONDS = new Metric("total_ms", "ms");
  private static final int CHUNK = 256 << 10;
  private static final int IMAGE = 100_000;
  private static final int IMAGES_EACH = 40;

  private final int scale;
  private final Path archives;
  private final Upstream upstream = Upstream.start();
  private final ServerProcess gateway;
  private final Channels channels;
  private final VideoResults results;
  private final Watchers watchers;

  private Curves(BenchSettings settings, OurGateway ours) throws IOException, InterruptedException {
    // Quick ones do a sixteenth of it.
    this.scale = settings.quick() ? 1 : 16;
    this.archives = settings.work().resolve("curve");
    this.gateway = ours.start(upstream.url());
    this.channels = Channels.to(gateway.port(), 16);
    this.results = VideoResults.start(ours);
    this.watchers = new Watchers(ours);
  }

  static Curves start(BenchSettings settings) throws IOException, InterruptedException {
    return new Curves(settings, OurGateway.built(settings));
  }

  List<Curve> all() {
    return List.of(
        new Curve("bytes", (4 * scale) + " MiB in one upload", SECONDS, this::bytes),
        new Curve("uploads", (2 * scale) + " MiB in one upload at a time", SECONDS, this::uploads),
        new Curve("objects", (20 * scale) + " objects of a result", SECONDS, this::objects),
        new Curve("callers", "one caller, " + IMAGES_EACH + " images each", SECONDS, this::callers),
        new Curve("watchers", (40 * scale) + " watchers", Watchers.CPU, this::watchers));
  }

  private double bytes(int factor) throws IOException {
    return upload(1, (4L * scale * factor) << 20);
  }

  private double uploads(int factor) throws IOException {
    return upload(factor, (2L * scale) << 20);
  }

  private double upload(int streams, long bytes) throws IOException {
    upstream.requests().clear();
    Media media = Media.of("bench/curve", bytes, CHUNK);
    long begun = System.nanoTime();
    CompletableFuture<Void> calls =
        CompletableFuture.allOf(
            IntStream.range(0, streams)
                .mapToObj(stream -> MediaCall.send(channels.of(stream), media))
                .toArray(CompletableFuture[]::new));
    upstream.awaitStored(streams, calls);
    double millis = (System.nanoTime() - begun) / 1e6;
    calls.join();
    return millis;
  }

  private double objects(int factor) throws IOException, InterruptedException {
    int objects = 20 * scale * factor;
    ResultShape shape = new ResultShape("objects-" + objects, objects, 600, 216_000);
    Path archive = ResultFiles.of(shape, archives).archive();
    return value(results.run(archive, 1), VideoResults.TOTAL);
  }

  private double callers(int factor) throws IOException, InterruptedException {
    Media image = Media.of("bench/curve-image", IMAGE, CHUNK);
    int images = IMAGES_EACH * factor;
    long begun = System.nanoTime();
    new ClosedLoop(factor, images, Duration.ofMinutes(1))
        .run(
            caller -> {
              MediaCall.send(channels.of(caller), image).get(1, TimeUnit.MINUTES);
              return 0;
            });
    return (System.nanoTime() - begun) / 1e6;
  }

  private double watchers(int factor) throws IOException, InterruptedException {
    return value(watchers.run(40 * scale * factor), Watchers.CPU);
  }

  private static double value(Map<Metric, Double> measured, Metric metric) {
    return Objects.requireNonNull(measured.get(metric));
  }

  @Override
  public void close() {
    results.close();
    channels.close();
    gateway.close();
    upstream.close();
  }
}
