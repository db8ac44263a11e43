package ai.dragoneye.gateway.benchmarks.curve;

import ai.dragoneye.gateway.benchmarks.harness.Plot;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How a curve grows.
 *
 * @param bends factors from which on it grows by clearly more than what is done
 */
record Growth(List<Double> bends) {
  // The machine's noise alone gives steps of this slope.
  private static final double LINEAR = 1.2;

  static Growth of(Plot plot) {
    return new Growth(
        IntStream.range(0, plot.points().size() - 1)
            .filter(index -> plot.slope(index) > LINEAR)
            .mapToObj(index -> plot.points().get(index).x())
            .toList());
  }

  String line() {
    if (bends.isEmpty()) {
      return "grows linearly or less";
    }
    return "grows by more than linearly from "
        + String.join(
            ", ", bends.stream().map(bend -> String.format(Locale.ROOT, "%.0f ×", bend)).toList());
  }
}
