package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.benchmarks.archives.ResultFiles;
import ai.dragoneye.gateway.benchmarks.archives.ResultShape;
import ai.dragoneye.gateway.benchmarks.harness.Bench;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Entry;
import ai.dragoneye.gateway.benchmarks.harness.InterleavedRounds;
import ai.dragoneye.gateway.benchmarks.harness.MachineProbe;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.Row;
import ai.dragoneye.gateway.benchmarks.harness.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes results of three sizes with everything that can. All subjects have to find the same
 * values, else nothing is measured.
 */
public final class DecodeBench implements Bench {
  private static final String BASELINE = "floor";

  @Override
  public String name() {
    return "decode";
  }

  @Override
  public String description() {
    return "from the archive of a result to the bytes of its objects";
  }

  @Override
  public Report run(BenchSettings settings) throws IOException, InterruptedException {
    Map<ResultShape, ResultFiles> results = generate(settings);
    Samples samples = new Samples();
    Map<String, String> versions = new LinkedHashMap<>();
    Map<String, String> notRun = new LinkedHashMap<>();
    try (Subjects subjects = Subjects.start(settings)) {
      for (Map.Entry<ResultShape, ResultFiles> result : results.entrySet()) {
        samples.addAll(measure(settings, subjects, result.getKey(), result.getValue()));
      }
      versions.putAll(subjects.versions());
      notRun.putAll(subjects.notRun());
    }
    ResultFiles large = results.get(ResultShape.LARGE);
    if (large != null) {
      LeastHeap leastHeap = new LeastHeap(settings);
      samples.addAll(leastHeap.measure(ResultShape.LARGE.caseName(), large));
    }
    List<Row> rows = samples.rows(BASELINE);
    return new Report(
        name(),
        MachineProbe.describe(versions),
        cases(results),
        rows,
        DecodeTargets.ALL.stream().map(target -> target.judge(rows)).toList(),
        notRun);
  }

  private static Map<ResultShape, ResultFiles> generate(BenchSettings settings) throws IOException {
    Path directory = settings.work().resolve("decode");
    Map<ResultShape, ResultFiles> results = new LinkedHashMap<>();
    for (ResultShape shape : ResultShape.ALL) {
      if (shape.equals(ResultShape.SMALL) || !settings.quick()) {
        settings.progress().accept("generating " + shape.caseName());
        results.put(shape, ResultFiles.of(shape, directory));
      }
    }
    return results;
  }

  private static Map<String, String> cases(Map<ResultShape, ResultFiles> results)
      throws IOException {
    Map<String, String> cases = new LinkedHashMap<>();
    for (Map.Entry<ResultShape, ResultFiles> result : results.entrySet()) {
      cases.put(
          result.getKey().caseName(),
          "%s, %s".formatted(result.getKey().description(), result.getValue().description()));
    }
    return cases;
  }

  private static Samples measure(
      BenchSettings settings, Subjects subjects, ResultShape shape, ResultFiles files)
      throws IOException, InterruptedException {
    settings.progress().accept(shape.caseName() + ": checking that all read the same");
    new SameContents(shape.caseName()).check(subjects.running(), files).forEach(subjects::drop);
    List<Entry> entries = new ArrayList<>();
    for (Subject subject : subjects.running()) {
      settings.progress().accept("%s: warming up %s".formatted(shape.caseName(), subject.name()));
      Pace pace = Pace.of(subject, files, settings);
      entries.add(
          new Entry(
              shape.caseName(),
              subject.name(),
              pace.rounds(),
              () -> subject.measure(files, pace.repeats())));
    }
    return new InterleavedRounds(settings.progress()).run(entries);
  }
}
