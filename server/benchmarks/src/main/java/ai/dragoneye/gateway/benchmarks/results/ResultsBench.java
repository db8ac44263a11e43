package ai.dragoneye.gateway.benchmarks.results;

import ai.dragoneye.gateway.benchmarks.archives.ResultFiles;
import ai.dragoneye.gateway.benchmarks.archives.ResultShape;
import ai.dragoneye.gateway.benchmarks.harness.Bench;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Entry;
import ai.dragoneye.gateway.benchmarks.harness.InterleavedRounds;
import ai.dragoneye.gateway.benchmarks.harness.MachineProbe;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.Samples;
import ai.dragoneye.gateway.benchmarks.rig.DirectTask;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import ai.dragoneye.gateway.benchmarks.rig.PythonSdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Streams the results of a long video to several consumers, or downloads them with the SDK. */
public final class ResultsBench implements Bench {
  private static final List<Integer> CONSUMERS = List.of(1, 4, 16);
  private static final int MOST_ROUNDS = 3;
  // A minute and more for one of them.
  private static final int SDK_CONSUMERS = 1;

  @Override
  public String name() {
    return "results";
  }

  @Override
  public String description() {
    return "the results of a video, from the upstream to those who read them";
  }

  @Override
  public Report run(BenchSettings settings) throws IOException, InterruptedException {
    ResultShape shape = settings.quick() ? ResultShape.SMALL : ResultShape.LARGE;
    settings.progress().accept("generating " + shape.caseName());
    ResultFiles files = ResultFiles.of(shape, settings.work().resolve("decode"));
    Map<String, String> notRun = new LinkedHashMap<>();
    Samples samples;
    try (VideoResults results = VideoResults.start(OurGateway.built(settings))) {
      settings.progress().accept("warming up");
      results.run(files.archive(), 2);
      List<Entry> entries = new ArrayList<>();
      for (int consumers : CONSUMERS) {
        entries.add(
            new Entry(
                caseName(consumers),
                OurGateway.NAME,
                Math.min(settings.rounds(), MOST_ROUNDS),
                () -> results.run(files.archive(), consumers)));
      }
      addSdk(settings, results, files.archive(), entries, notRun);
      samples = new InterleavedRounds(settings.progress()).run(entries);
    }
    Map<String, String> cases = new LinkedHashMap<>();
    String what = "%s, %s".formatted(shape.description(), files.description());
    CONSUMERS.forEach(consumers -> cases.put(caseName(consumers), what));
    return new Report(
        name(),
        MachineProbe.describe(Map.of()),
        cases,
        samples.rows(OurGateway.NAME),
        List.of(),
        notRun);
  }

  private static String caseName(int consumers) {
    return consumers == 1 ? "1 consumer" : consumers + " consumers";
  }

  private static void addSdk(
      BenchSettings settings,
      VideoResults results,
      Path archive,
      List<Entry> entries,
      Map<String, String> notRun)
      throws InterruptedException {
    try {
      PythonSdk sdk = PythonSdk.built(settings);
      entries.add(
          new Entry(
              caseName(SDK_CONSUMERS), PythonSdk.NAME, 1, () -> bySdk(sdk, results, archive)));
    } catch (IOException e) {
      notRun.put(PythonSdk.NAME, String.valueOf(e.getMessage()));
    }
  }

  private static Map<Metric, Double> bySdk(PythonSdk sdk, VideoResults results, Path archive)
      throws IOException, InterruptedException {
    DirectTask task = results.predicted(archive);
    JsonNode told = sdk.results(task.upstream(), task.id(), SDK_CONSUMERS);
    return VideoResults.figures(
        Files.size(archive) / 1e6,
        told.get("seconds").asDouble(),
        told.get("first_object_seconds").asDouble(),
        told.get("cpu_seconds").asDouble(),
        told.get("rss_mb").asDouble());
  }
}
