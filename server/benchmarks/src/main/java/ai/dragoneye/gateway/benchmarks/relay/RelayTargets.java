package ai.dragoneye.gateway.benchmarks.relay;

import ai.dragoneye.gateway.benchmarks.harness.Target;
import ai.dragoneye.gateway.benchmarks.harness.Target.Comparison;
import ai.dragoneye.gateway.benchmarks.harness.Target.Place;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import java.util.ArrayList;
import java.util.List;

/** What relaying is to reach, at messages of 256 KiB. */
final class RelayTargets {
  private RelayTargets() {}

  static List<Target> all() {
    List<Target> targets = new ArrayList<>();
    for (String caseName : List.of("256KiB", "256KiB x16")) {
      targets.add(faster(caseName, Senders.CURL, 0.85));
      targets.add(faster(caseName, Senders.NULL_SINK, 0.80));
      targets.add(faster(caseName, "go", 1.2));
      targets.add(faster(caseName, "python", 5));
    }
    int most = StalledUploads.UPLOADS * StalledUploads.WINDOW_MIB;
    targets.add(
        new Target(
            "%d stalled uploads grow memory by at most %d × %d MiB"
                .formatted(
                    StalledUploads.UPLOADS, StalledUploads.UPLOADS, StalledUploads.WINDOW_MIB),
            new Place(StalledUploads.CASE, OurGateway.NAME, StalledUploads.GROWTH.name()),
            null,
            Comparison.AT_MOST,
            most * (1 << 20) / 1e6));
    return targets;
  }

  private static Target faster(String caseName, String other, double factor) {
    return new Target(
        "%s: at least %s × %s".formatted(caseName, factor, other),
        new Place(caseName, OurGateway.NAME, Sender.SPEED.name()),
        other,
        Comparison.AT_LEAST,
        factor);
  }
}
