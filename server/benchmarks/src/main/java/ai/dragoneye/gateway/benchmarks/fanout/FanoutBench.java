package ai.dragoneye.gateway.benchmarks.fanout;

import ai.dragoneye.gateway.benchmarks.harness.Bench;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Entry;
import ai.dragoneye.gateway.benchmarks.harness.InterleavedRounds;
import ai.dragoneye.gateway.benchmarks.harness.MachineProbe;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.Row;
import ai.dragoneye.gateway.benchmarks.harness.Target;
import ai.dragoneye.gateway.benchmarks.harness.Target.Comparison;
import ai.dragoneye.gateway.benchmarks.harness.Target.Place;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Ten thousand watch a thousand tasks: who hears how late of their end, and what is asked for it.
 */
public final class FanoutBench implements Bench {
  private static final String CASE = "watch";
  private static final int WATCHERS = 10_000;
  private static final int QUICK_WATCHERS = 200;
  private static final int MOST_ROUNDS = 3;

  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public String description() {
    return "how soon all who watch a task hear of its end";
  }

  @Override
  public Report run(BenchSettings settings) throws IOException, InterruptedException {
    int watchers = settings.quick() ? QUICK_WATCHERS : WATCHERS;
    Watchers round = new Watchers(OurGateway.built(settings));
    Entry entry =
        new Entry(
            CASE,
            OurGateway.NAME,
            Math.min(settings.rounds(), MOST_ROUNDS),
            () -> round.run(watchers));
    List<Row> rows =
        new InterleavedRounds(settings.progress()).run(List.of(entry)).rows(OurGateway.NAME);
    return new Report(
        name(),
        MachineProbe.describe(Map.of()),
        Map.of(
            CASE,
            "%,d watchers, 10 to a task, heap of 256 MiB; times from the answer that said so"
                .formatted(watchers)),
        rows,
        List.of(
            target("all hear of the end within 100 ms", Watchers.LATEST, 100).judge(rows),
            target("at most one poll per task and second", Watchers.POLLS, 1).judge(rows)),
        Map.of());
  }

  private static Target target(String text, Metric metric, double limit) {
    return new Target(
        text, new Place(CASE, OurGateway.NAME, metric.name()), null, Comparison.AT_MOST, limit);
  }
}
