package ai.dragoneye.gateway.benchmarks.relay;

import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.Samples;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import ai.dragoneye.gateway.benchmarks.rig.Channels;
import ai.dragoneye.gateway.benchmarks.rig.Media;
import ai.dragoneye.gateway.benchmarks.rig.MediaCall;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The memory that uploads take while the store takes none of them. The gateway's heap is touched
 * before, so that what grows is what uploads need.
 */
final class StalledUploads {
  static final String CASE = "stalled";
  static final Metric GROWTH = new Metric("grown_mb", "MB");
  static final int UPLOADS = 256;

  /** What the gateway reserves for an upload: its flow-control window, queue and one message. */
  static final int WINDOW_MIB = 3;

  private static final Metric EACH = new Metric("grown_mb_per_upload", "MB");
  private static final int UPLOAD_BYTES = 64 << 20;
  private static final int TRICKLE = 1024;
  private static final int WARMING = 64;
  private static final int QUIET_LOOKS = 6;
  private static final int LOOK_MILLIS = 500;
  private static final int MOST_LOOKS = 40;

  private final OurGateway ours;
  private final int uploads;

  StalledUploads(BenchSettings settings, OurGateway ours) {
    this.ours = ours;
    this.uploads = settings.quick() ? 8 : UPLOADS;
  }

  String description() {
    return "%d uploads of %d MiB into a store that takes 1 KiB/s of each"
        .formatted(uploads, UPLOAD_BYTES >> 20);
  }

  Samples measure() throws IOException, InterruptedException {
    try (Upstream upstream = Upstream.start(options -> options.uploadBytesPerSecond(TRICKLE));
        ServerProcess gateway = start(upstream);
        Channels channels = Channels.to(gateway.port(), 16)) {
      warmUp(channels);
      double before = settled(gateway);
      List<CompletableFuture<byte[]>> calls = new ArrayList<>();
      Media media = Media.of("bench/stalled", UPLOAD_BYTES, 256 << 10);
      for (int i = 0; i < uploads; i++) {
        calls.add(MediaCall.send(channels.of(i), media));
      }
      double growth = settled(gateway) - before;
      failWhereOneEnded(calls);
      calls.forEach(call -> call.cancel(false));
      Samples samples = new Samples();
      samples.add(CASE, OurGateway.NAME, Map.of(GROWTH, growth));
      samples.add(CASE, OurGateway.NAME, Map.of(EACH, growth / uploads));
      return samples;
    }
  }

  private ServerProcess start(Upstream upstream) throws IOException, InterruptedException {
    return ours.start(
        upstream.url(),
        List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:MaxDirectMemorySize=3g"),
        Map.of("ADMISSION_MEDIA_BYTES", "1GiB"));
  }

  /** Classes that are loaded and compiled for the first uploads are not what uploads take. */
  private static void warmUp(Channels channels) {
    Media small = Media.of("bench/stalled", TRICKLE, TRICKLE);
    CompletableFuture.allOf(
            IntStream.range(0, WARMING)
                .mapToObj(i -> MediaCall.send(channels.of(i), small))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /** The most it occupies until it occupies no more for some time. */
  private static double settled(ServerProcess gateway) throws InterruptedException {
    double most = 0;
    int quiet = 0;
    for (int look = 0; quiet < QUIET_LOOKS && look < MOST_LOOKS; look++) {
      Thread.sleep(LOOK_MILLIS);
      double now = gateway.rssMb();
      quiet = now > most + 1 ? 0 : quiet + 1;
      most = Math.max(most, now);
    }
    return most;
  }

  private static void failWhereOneEnded(List<CompletableFuture<byte[]>> calls) throws IOException {
    for (CompletableFuture<byte[]> call : calls) {
      if (call.isDone()) {
        throw new IOException("an upload did not stall: " + call.exceptionNow().getMessage());
      }
    }
  }
}
