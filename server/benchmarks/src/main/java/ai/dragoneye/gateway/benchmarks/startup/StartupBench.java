package ai.dragoneye.gateway.benchmarks.startup;

import ai.dragoneye.gateway.benchmarks.harness.Bench;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Entry;
import ai.dragoneye.gateway.benchmarks.harness.InterleavedRounds;
import ai.dragoneye.gateway.benchmarks.harness.MachineProbe;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.Samples;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts the gateway with and without what the JVM can keep of an earlier start (AOT cache). */
public final class StartupBench implements Bench {
  private static final String CASE = "serve";
  private static final String PLAIN = "plain";
  private static final String CACHED = "aot-cache";
  private static final int MOST_ROUNDS = 5;
  private static final long RELAYED = 512L << 20;
  private static final long QUICK_RELAYED = 8L << 20;

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String description() {
    return "from the start of the process to SERVING, and the memory it occupies";
  }

  @Override
  public Report run(BenchSettings settings) throws IOException, InterruptedException {
    OurGateway ours = OurGateway.built(settings);
    long relayed = settings.quick() ? QUICK_RELAYED : RELAYED;
    Samples samples;
    try (Upstream upstream = Upstream.start()) {
      settings.progress().accept("recording the AOT cache");
      Path cache = Files.createDirectories(settings.work().toAbsolutePath()).resolve("startup.aot");
      Files.deleteIfExists(cache);
      new StartRound(ours, upstream, List.of("-XX:AOTCacheOutput=" + cache), QUICK_RELAYED).run();
      if (!Files.exists(cache)) {
        throw new IOException("the JVM wrote no AOT cache");
      }
      int rounds = Math.min(settings.rounds(), MOST_ROUNDS);
      StartRound plain = new StartRound(ours, upstream, List.of(), relayed);
      StartRound cached = new StartRound(ours, upstream, List.of("-XX:AOTCache=" + cache), relayed);
      samples =
          new InterleavedRounds(settings.progress())
              .run(
                  List.of(
                      new Entry(CASE, PLAIN, rounds, plain::run),
                      new Entry(CASE, CACHED, rounds, cached::run)));
    }
    return new Report(
        name(),
        MachineProbe.describe(Map.of()),
        Map.of(
            CASE, "default heap; first an image of 100 KB, then %d MiB".formatted(relayed >> 20)),
        samples.rows(PLAIN),
        List.of(),
        Map.of());
  }
}
