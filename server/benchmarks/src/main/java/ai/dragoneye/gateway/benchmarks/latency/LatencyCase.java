package ai.dragoneye.gateway.benchmarks.latency;

import java.time.Duration;
import java.util.List;

/**
 * How long predictions take.
 *
 * @param inferenceMillis without jitter
 * @param callers how many there are at a time: few enough that none waits for another one
 */
record LatencyCase(int inferenceMillis, int callers) {
  static final double JITTER = 0.1;

  static List<LatencyCase> all(boolean quick) {
    return quick
        ? List.of(new LatencyCase(50, 2))
        : List.of(
            new LatencyCase(0, 1),
            new LatencyCase(50, 2),
            new LatencyCase(300, 8),
            new LatencyCase(2000, 16));
  }

  String caseName() {
    return inferenceMillis + "ms";
  }

  String description() {
    return "inference of %d ms ± %.0f %%, %d caller%s"
        .formatted(inferenceMillis, JITTER * 100, callers, callers == 1 ? "" : "s");
  }

  /** The inference time at a place of the jitter from -1 to 1. */
  Duration inference(double place) {
    return Duration.ofNanos(Math.round(inferenceMillis * (1 + JITTER * place) * 1e6));
  }

  /** How long to begin predictions. */
  Duration time() {
    return Duration.ofMillis(8_000 + 3L * inferenceMillis);
  }
}
