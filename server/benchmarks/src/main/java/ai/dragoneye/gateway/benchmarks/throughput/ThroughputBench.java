package ai.dragoneye.gateway.benchmarks.throughput;

import ai.dragoneye.gateway.benchmarks.harness.Bench;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Entry;
import ai.dragoneye.gateway.benchmarks.harness.InterleavedRounds;
import ai.dragoneye.gateway.benchmarks.harness.MachineProbe;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.Row;
import ai.dragoneye.gateway.benchmarks.harness.Samples;
import ai.dragoneye.gateway.benchmarks.harness.Target;
import ai.dragoneye.gateway.benchmarks.harness.Target.Comparison;
import ai.dragoneye.gateway.benchmarks.harness.Target.Place;
import ai.dragoneye.gateway.benchmarks.rig.Gateways;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import ai.dragoneye.gateway.benchmarks.rig.PythonSdk;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predicts images with more and more callers, each one after the other; inference takes no time.
 */
public final class ThroughputBench implements Bench {
  private static final List<Integer> CALLERS = List.of(1, 8, 64, 512);
  private static final List<Integer> QUICK_CALLERS = List.of(8);
  private static final int MOST_ROUNDS = 3;
  private static final int PEER_ROUNDS = 1;
  private static final Duration TIME = Duration.ofSeconds(4);
  private static final Duration QUICK_TIME = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(8);

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String description() {
    return "predictions of images of 100 KB, and what one costs";
  }

  @Override
  public Report run(BenchSettings settings) throws IOException, InterruptedException {
    List<Integer> callers = settings.quick() ? QUICK_CALLERS : CALLERS;
    Samples samples;
    Map<String, String> notRun;
    try (Upstream upstream = Upstream.start();
        Gateways gateways = Gateways.start(settings, upstream.url())) {
      warmUp(settings, gateways);
      List<Entry> entries = new ArrayList<>();
      for (int count : callers) {
        entries.addAll(entries(settings, gateways, upstream, count));
      }
      samples = new InterleavedRounds(settings.progress()).run(entries);
      notRun = gateways.notRun();
    }
    List<Row> rows = samples.rows(OurGateway.NAME);
    Map<String, String> cases = new LinkedHashMap<>();
    callers.forEach(count -> cases.put(caseName(count), count + " at a time"));
    return new Report(
        name(),
        MachineProbe.describe(Map.of()),
        cases,
        rows,
        targets(callers).stream().map(target -> target.judge(rows)).toList(),
        notRun);
  }

  private static void warmUp(BenchSettings settings, Gateways gateways)
      throws IOException, InterruptedException {
    for (String subject : gateways.subjects()) {
      settings.progress().accept("warming up " + subject);
      load(gateways, subject).run(32, settings.quick() ? QUICK_TIME : WARM_UP);
    }
  }

  private static ImageLoad load(Gateways gateways, String subject) {
    return new ImageLoad(gateways.server(subject), gateways.channels(subject));
  }

  private static List<Entry> entries(
      BenchSettings settings, Gateways gateways, Upstream upstream, int callers) {
    Duration time = settings.quick() ? QUICK_TIME : TIME;
    int rounds = Math.min(settings.rounds(), MOST_ROUNDS);
    List<Entry> entries = new ArrayList<>();
    for (String subject : gateways.subjects()) {
      ImageLoad load = load(gateways, subject);
      int own = subject.equals("python") ? PEER_ROUNDS : rounds;
      entries.add(new Entry(caseName(callers), subject, own, () -> load.run(callers, time)));
    }
    gateways
        .sdk()
        .map(sdk -> new SdkLoad(sdk, upstream))
        .ifPresent(
            sdk ->
                entries.add(
                    new Entry(
                        caseName(callers), PythonSdk.NAME, PEER_ROUNDS, () -> sdk.run(callers))));
    return entries;
  }

  private static String caseName(int callers) {
    return callers == 1 ? "1 caller" : callers + " callers";
  }

  private static List<Target> targets(List<Integer> callers) {
    List<Target> targets = new ArrayList<>();
    for (int count : callers) {
      targets.add(costs(caseName(count), PythonSdk.NAME, 0.2));
      targets.add(costs(caseName(count), "go", 1));
    }
    return targets;
  }

  private static Target costs(String caseName, String other, double most) {
    return new Target(
        "%s: CPU for a prediction at most %s × %s".formatted(caseName, most, other),
        new Place(caseName, OurGateway.NAME, ImageLoad.CPU.name()),
        other,
        Comparison.AT_MOST,
        most);
  }
}
