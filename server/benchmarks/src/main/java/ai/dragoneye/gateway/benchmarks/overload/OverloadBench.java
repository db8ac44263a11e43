package ai.dragoneye.gateway.benchmarks.overload;

import ai.dragoneye.gateway.benchmarks.harness.Bench;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Entry;
import ai.dragoneye.gateway.benchmarks.harness.InterleavedRounds;
import ai.dragoneye.gateway.benchmarks.harness.MachineProbe;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.Row;
import ai.dragoneye.gateway.benchmarks.harness.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Predicts images with as many callers as the gateway has places, twice and ten times as many. Each
 * predicts one image after the other; who is sent away comes back when it was told to.
 */
public final class OverloadBench implements Bench {
  private static final String CASE = "images";
  private static final int PLACES = 16;
  private static final List<Integer> FACTORS = List.of(1, 2, 10);
  private static final double LEAST_GOODPUT = 0.8;

  @Override
  public String name() {
    return "overload";
  }

  @Override
  public String description() {
    return "predictions of a gateway that is asked for more than it can take";
  }

  @Override
  public Report run(BenchSettings settings) throws IOException, InterruptedException {
    Duration time = Duration.ofSeconds(settings.quick() ? 1 : 5);
    List<Row> rows;
    try (LoadedGateway gateway = LoadedGateway.start(PLACES)) {
      settings.progress().accept("warming up");
      gateway.load(PLACES, time);
      List<Entry> entries = new ArrayList<>();
      for (int factor : FACTORS) {
        if (settings.wants(subject(factor))) {
          entries.add(
              new Entry(
                  CASE,
                  subject(factor),
                  settings.rounds(),
                  () -> measure(gateway, factor, time, settings)));
        }
      }
      rows = new InterleavedRounds(settings.progress()).run(entries).rows(subject(1));
    }
    return new Report(
        name(),
        MachineProbe.describe(Map.of()),
        Map.of(CASE, LoadedGateway.DESCRIPTION.formatted(PLACES)),
        rows,
        targets(rows),
        Map.of());
  }

  private static Map<Metric, Double> measure(
      LoadedGateway gateway, int factor, Duration time, BenchSettings settings)
      throws InterruptedException {
    Load load = gateway.load(factor * PLACES, time);
    settings.progress().accept(subject(factor) + ": " + gateway.limits());
    return load.metrics();
  }

  private static String subject(int factor) {
    return factor + "x";
  }

  /**
   * Against the load under which it achieves the most. Where the one that it can take was not
   * measured, nobody knows what that is, and nothing is judged.
   */
  private static List<Target.Outcome> targets(List<Row> rows) {
    List<Row> goodput = rows.stream().filter(row -> row.metric().equals(Load.GOODPUT)).toList();
    String most =
        goodput.stream().noneMatch(row -> row.subject().equals(subject(1)))
            ? subject(1)
            : goodput.stream()
                .max(Comparator.comparingDouble(row -> row.spread().median()))
                .map(Row::subject)
                .orElseThrow();
    return List.of(target(2, most).judge(rows), target(10, most).judge(rows));
  }

  private static Target target(int factor, String most) {
    return new Target(
        "goodput at %d × the load at least 80 %% of the maximum, here at %s"
            .formatted(factor, most),
        new Target.Place(CASE, subject(factor), Load.GOODPUT.name()),
        most,
        Target.Comparison.AT_LEAST,
        LEAST_GOODPUT);
  }
}
