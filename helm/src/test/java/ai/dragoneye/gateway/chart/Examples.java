package ai.dragoneye.gateway.chart;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Arguments for tests of what holds whatever the values say. */
final class Examples {
  private Examples() {}

  /** What the chart is rendered to with each of its values files. */
  static Stream<Named<Manifests>> rendered() {
    return Chart.examples().stream()
        .map(file -> Named.of(file.getFileName().toString(), Chart.render(file)));
  }
}
