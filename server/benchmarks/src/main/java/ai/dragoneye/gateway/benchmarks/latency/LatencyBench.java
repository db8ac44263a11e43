package ai.dragoneye.gateway.benchmarks.latency;

import ai.dragoneye.gateway.benchmarks.harness.Bench;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Entry;
import ai.dragoneye.gateway.benchmarks.harness.InterleavedRounds;
import ai.dragoneye.gateway.benchmarks.harness.Latencies;
import ai.dragoneye.gateway.benchmarks.harness.MachineProbe;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.Row;
import ai.dragoneye.gateway.benchmarks.harness.Samples;
import ai.dragoneye.gateway.benchmarks.rig.Gateways;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import ai.dragoneye.gateway.benchmarks.rig.PythonSdk;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Predicts images one after the other: what is left of the time when inference is taken off. */
public final class LatencyBench implements Bench {
  private static final int OWN_ROUNDS = 3;
  private static final int HISTORY = 50;
  private static final int TASKS = 100;
  private static final int SDK_TASKS = 32;
  // It looks once a second: more callers at a time change nothing but how long the bench takes.
  private static final int SDK_CALLERS = 16;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String description() {
    return "from the first byte of an image to its prediction, less the inference";
  }

  @Override
  public Report run(BenchSettings settings) throws IOException, InterruptedException {
    List<LatencyCase> cases = LatencyCase.all(settings.quick());
    Samples samples;
    Map<String, String> notRun;
    try (Upstream upstream = Upstream.start();
        Gateways gateways = Gateways.start(settings, upstream.url())) {
      List<Entry> entries = new ArrayList<>();
      for (LatencyCase how : cases) {
        addGateways(settings, upstream, gateways, how, entries);
        gateways.sdk().ifPresent(sdk -> entries.add(sdkEntry(upstream, sdk, how)));
      }
      samples = new InterleavedRounds(settings.progress()).run(entries);
      notRun = gateways.notRun();
    }
    List<Row> rows = samples.rows(OurGateway.NAME);
    Map<String, String> described = new LinkedHashMap<>();
    cases.forEach(how -> described.put(how.caseName(), how.description()));
    return new Report(
        name(),
        MachineProbe.describe(Map.of()),
        described,
        rows,
        LatencyTargets.all(cases).stream().map(target -> target.judge(rows)).toList(),
        notRun);
  }

  private static void addGateways(
      BenchSettings settings,
      Upstream upstream,
      Gateways gateways,
      LatencyCase how,
      List<Entry> entries)
      throws IOException, InterruptedException {
    for (String subject : gateways.subjects()) {
      LatencyRound round = new LatencyRound(upstream, gateways.channels(subject), how);
      settings.progress().accept("%s: warming up %s".formatted(how.caseName(), subject));
      round.run(settings.quick() ? 4 : HISTORY, SDK_CALLERS);
      int rounds = subject.equals(OurGateway.NAME) ? Math.min(settings.rounds(), OWN_ROUNDS) : 1;
      entries.add(
          new Entry(
              how.caseName(),
              subject,
              rounds,
              () -> round.run(settings.quick() ? 10 : TASKS, how.callers())));
    }
  }

  private static Entry sdkEntry(Upstream upstream, PythonSdk sdk, LatencyCase how) {
    return new Entry(
        how.caseName(),
        PythonSdk.NAME,
        1,
        () -> {
          upstream.requests().clear();
          upstream.inferenceTime(how.inference(0));
          List<JsonNode> answers =
              sdk.predict(upstream.url(), LatencyRound.IMAGE_BYTES, SDK_CALLERS, SDK_TASKS);
          Latencies added = new Latencies();
          answers.stream()
              .filter(answer -> answer.has("ms"))
              .forEach(answer -> added.add(answer.get("ms").asDouble() - how.inferenceMillis()));
          return LatencyRound.figures(added, upstream.requests().tasks());
        });
  }
}
