package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.benchmarks.archives.ResultFiles;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import java.io.IOException;
import java.util.Map;

/**
 * How often a subject decodes a result: short ones many times a round, so that a clock tick or a
 * collection does not matter; slow ones in few rounds.
 *
 * @param rounds how often it is measured
 * @param repeats how often it decodes the result in a round
 */
record Pace(int rounds, int repeats) {
  private static final double SLOW_MS = 4_000;
  private static final int SLOW_ROUNDS = 2;
  private static final double ROUND_MS = 200;
  private static final double WARM_UP_MS = 3_000;

  /** Warms a subject up, and takes its pace from the last time it decodes. */
  static Pace of(Subject subject, ResultFiles files, BenchSettings settings)
      throws IOException, InterruptedException {
    double spent = 0;
    double once = SLOW_MS;
    double enough = settings.quick() ? WARM_UP_MS / 10 : WARM_UP_MS;
    for (int repeats = 1; spent < enough; repeats = repeats(once)) {
      Map<Metric, Double> measured = subject.measure(files, repeats);
      once = measured.getOrDefault(Subject.TOTAL, SLOW_MS);
      spent += once * repeats;
    }
    int rounds = once < SLOW_MS ? settings.rounds() : Math.min(SLOW_ROUNDS, settings.rounds());
    return new Pace(rounds, repeats(once));
  }

  private static int repeats(double onceMs) {
    return (int) Math.clamp(ROUND_MS / onceMs, 1, 1_000);
  }
}
