package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.benchmarks.archives.ResultFiles;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.LeastSize;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.Peer;
import ai.dragoneye.gateway.benchmarks.harness.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The least {@code -Xmx} with which a JVM decodes a result, the result itself outside of the heap.
 * One that is only just enough and makes the collector run all the time counts as too little: it is
 * given {@value #PATIENCE_SECONDS} seconds.
 */
final class LeastHeap {
  private static final Metric LEAST_HEAP = new Metric("least_heap_mb", "MB");
  private static final List<String> SUBJECTS = List.of("ours", "parquet-group");
  private static final int STEP_MB = 8;
  private static final int MOST_MB = 512;
  private static final int PATIENCE_SECONDS = 30;

  private final BenchSettings settings;

  LeastHeap(BenchSettings settings) {
    this.settings = settings;
  }

  Samples measure(String caseName, ResultFiles files) throws IOException, InterruptedException {
    Samples samples = new Samples();
    for (String subject : SUBJECTS.stream().filter(settings::wants).toList()) {
      settings.progress().accept("%s: least heap of %s".formatted(caseName, subject));
      OptionalInt least =
          LeastSize.find(STEP_MB, MOST_MB, heapMb -> isEnough(subject, heapMb, files));
      least.ifPresent(
          heapMb -> samples.add(caseName, subject, Map.of(LEAST_HEAP, (double) heapMb)));
    }
    return samples;
  }

  private static boolean isEnough(String subject, int heapMb, ResultFiles files)
      throws InterruptedException {
    try (Peer peer =
        Peer.startQuietly(
            subject, JavaProcess.command(subject, heapMb), Duration.ofSeconds(PATIENCE_SECONDS))) {
      new Subject(subject, peer).measure(files, 1);
      return true;
    } catch (IOException outOfMemory) {
      return false;
    }
  }
}
