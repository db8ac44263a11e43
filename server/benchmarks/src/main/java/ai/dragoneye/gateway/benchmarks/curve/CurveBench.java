package ai.dragoneye.gateway.benchmarks.curve;

import ai.dragoneye.gateway.benchmarks.harness.Bench;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Entry;
import ai.dragoneye.gateway.benchmarks.harness.InterleavedRounds;
import ai.dragoneye.gateway.benchmarks.harness.MachineProbe;
import ai.dragoneye.gateway.benchmarks.harness.Plot;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.Row;
import ai.dragoneye.gateway.benchmarks.harness.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does 1, 2, 4, 8 and 16 times as much of several things; a plot for each. */
public final class CurveBench implements Bench {
  private static final List<Integer> FACTORS = List.of(1, 2, 4, 8, 16);
  private static final List<Integer> QUICK_FACTORS = List.of(1, 2);
  private static final int MOST_ROUNDS = 3;
  // A fresh gateway for each, and ten seconds at least.
  private static final int WATCHERS_ROUNDS = 1;

  @Override
  public String name() {
    return "curve";
  }

  @Override
  public String description() {
    return "how time or CPU grows with what is done; plots in target/bench/curve";
  }

  @Override
  public Report run(BenchSettings settings) throws IOException, InterruptedException {
    List<Integer> factors = settings.quick() ? QUICK_FACTORS : FACTORS;
    Samples samples = new Samples();
    List<Curve> all;
    try (Curves curves = Curves.start(settings)) {
      all = curves.all().stream().filter(curve -> settings.wants(curve.name())).toList();
      for (Curve curve : all) {
        samples.addAll(measure(settings, curve, factors));
      }
    }
    List<Row> rows = samples.rows(subject(1));
    Map<String, String> cases = new LinkedHashMap<>();
    for (Curve curve : all) {
      List<Row> own = rows.stream().filter(row -> row.caseName().equals(curve.name())).toList();
      Plot plot = plot(curve, factors, own);
      Path directory = settings.work().resolveSibling("curve");
      plot.write(directory.resolve(curve.name() + ".svg"));
      cases.put(curve.name(), "1 × is %s; %s".formatted(curve.unit(), Growth.of(plot).line()));
    }
    return new Report(name(), MachineProbe.describe(Map.of()), cases, rows, List.of(), Map.of());
  }

  private static Samples measure(BenchSettings settings, Curve curve, List<Integer> factors)
      throws IOException, InterruptedException {
    boolean slow = curve.name().equals("watchers");
    if (!slow) {
      settings.progress().accept(curve.name() + ": warming up");
      curve.step().run(factors.getLast());
      curve.step().run(1);
    }
    int rounds = slow ? WATCHERS_ROUNDS : Math.min(settings.rounds(), MOST_ROUNDS);
    List<Entry> entries = new ArrayList<>();
    for (int factor : factors) {
      entries.add(
          new Entry(
              curve.name(),
              subject(factor),
              rounds,
              () -> Map.of(curve.metric(), curve.step().run(factor))));
    }
    return new InterleavedRounds(settings.progress()).run(entries);
  }

  private static Plot plot(Curve curve, List<Integer> factors, List<Row> rows) {
    List<Plot.Point> points = new ArrayList<>();
    for (int factor : factors) {
      rows.stream()
          .filter(row -> row.subject().equals(subject(factor)))
          .map(row -> new Plot.Point(factor, row.spread().median()))
          .forEach(points::add);
    }
    return new Plot(curve.name(), "× " + curve.unit(), curve.metric().name(), points);
  }

  private static String subject(int factor) {
    return factor + "x";
  }
}
