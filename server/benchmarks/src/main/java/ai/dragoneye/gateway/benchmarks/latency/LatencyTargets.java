package ai.dragoneye.gateway.benchmarks.latency;

import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.Target;
import ai.dragoneye.gateway.benchmarks.harness.Target.Comparison;
import ai.dragoneye.gateway.benchmarks.harness.Target.Place;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import java.util.List;
import java.util.stream.Stream;

/** What a gateway may add. */
final class LatencyTargets {
  private LatencyTargets() {}

  static List<Target> all(List<LatencyCase> cases) {
    return cases.stream().flatMap(LatencyTargets::of).toList();
  }

  private static Stream<Target> of(LatencyCase how) {
    int inference = how.inferenceMillis();
    return Stream.of(
        atMost(how, LatencyRound.MEDIAN, 5 + 0.05 * inference),
        atMost(how, LatencyRound.TAIL, 25 + 0.15 * inference),
        atMost(how, LatencyRound.POLLS, 4));
  }

  private static Target atMost(LatencyCase how, Metric metric, double limit) {
    return new Target(
        "%s: %s at most %s".formatted(how.caseName(), metric.name(), limit),
        new Place(how.caseName(), OurGateway.NAME, metric.name()),
        null,
        Comparison.AT_MOST,
        limit);
  }
}
