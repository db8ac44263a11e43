package ai.dragoneye.gateway.benchmarks.relay;

import ai.dragoneye.gateway.benchmarks.harness.Bench;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Entry;
import ai.dragoneye.gateway.benchmarks.harness.InterleavedRounds;
import ai.dragoneye.gateway.benchmarks.harness.MachineProbe;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.Row;
import ai.dragoneye.gateway.benchmarks.harness.Samples;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Relays media to the store, and has it sent there by others: straight by curl, through gateways
 * that a team would write instead; and to a server that only drops it.
 */
public final class RelayBench implements Bench {
  private static final int MOST_ROUNDS = 3;
  private static final long BYTES = 1L << 30;
  private static final long QUICK_BYTES = 32L << 20;
  // It takes long, and its speed does not depend on the size.
  private static final long PYTHON_BYTES = 128L << 20;

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public String description() {
    return "media from a caller to the object store";
  }

  @Override
  public Report run(BenchSettings settings) throws IOException, InterruptedException {
    OurGateway ours = OurGateway.built(settings);
    Samples samples = new Samples();
    Map<String, String> cases = new LinkedHashMap<>();
    Map<String, String> notRun;
    try (Senders senders = Senders.start(settings, ours)) {
      List<RelayCase> all = RelayCase.all(settings.quick());
      warmUp(settings, senders, all.getFirst());
      for (RelayCase how : all) {
        cases.put(how.caseName(), how.description(bytes(settings, OurGateway.NAME)) + remark());
      }
      samples.addAll(
          new InterleavedRounds(settings.progress()).run(entries(settings, senders, all)));
      notRun = senders.notRun();
    }
    if (settings.wants(OurGateway.NAME)) {
      settings.progress().accept("stalled uploads");
      StalledUploads stalled = new StalledUploads(settings, ours);
      cases.put(StalledUploads.CASE, stalled.description());
      samples.addAll(stalled.measure());
    }
    List<Row> rows = samples.rows(Senders.CURL);
    return new Report(
        name(),
        MachineProbe.describe(Map.of()),
        cases,
        rows,
        RelayTargets.all().stream().map(target -> target.judge(rows)).toList(),
        notRun);
  }

  private static String remark() {
    return "; python: %d MiB; curl: whatever messages others send".formatted(PYTHON_BYTES >> 20);
  }

  private static void warmUp(BenchSettings settings, Senders senders, RelayCase how)
      throws InterruptedException {
    for (Map.Entry<String, Sender> sender : Map.copyOf(senders.bySubject()).entrySet()) {
      String subject = sender.getKey();
      settings.progress().accept("warming up " + subject);
      try {
        sender.getValue().send(how, bytes(settings, subject));
      } catch (IOException e) {
        senders.drop(subject, String.valueOf(e.getMessage()));
      }
    }
  }

  private static List<Entry> entries(
      BenchSettings settings, Senders senders, List<RelayCase> cases) {
    int rounds = Math.min(settings.rounds(), MOST_ROUNDS);
    List<Entry> entries = new ArrayList<>();
    for (RelayCase how : cases) {
      senders
          .bySubject()
          .forEach(
              (subject, sender) ->
                  entries.add(
                      new Entry(
                          how.caseName(),
                          subject,
                          rounds,
                          () -> sender.send(how, bytes(settings, subject)))));
    }
    return entries;
  }

  private static long bytes(BenchSettings settings, String subject) {
    if (settings.quick()) {
      return QUICK_BYTES;
    }
    return subject.equals("python") ? PYTHON_BYTES : BYTES;
  }
}
