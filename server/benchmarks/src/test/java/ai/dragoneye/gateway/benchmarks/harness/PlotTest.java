package ai.dragoneye.gateway.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {
  @Test
  void shouldDrawEveryPointAndEscapeItsWords() {
    // given
    Plot plot =
        new Plot("a < b & c", "×", "ms", List.of(new Plot.Point(1, 10), new Plot.Point(2, 20)));

    // when
    String svg = plot.svg();

    // then
    assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").contains("a &lt; b &amp; c");
    assertThat(svg.split("<circle", -1)).hasSize(3);
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void shouldTellTheSlopeOfWhatGrowsLinearlyAndOfWhatGrowsFaster() {
    // given
    Plot plot =
        new Plot(
            "growth",
            "×",
            "ms",
            List.of(new Plot.Point(1, 10), new Plot.Point(2, 20), new Plot.Point(4, 80)));

    // when, then
    assertThat(plot.slope(0)).isCloseTo(1, within(1e-9));
    assertThat(plot.slope(1)).isCloseTo(2, within(1e-9));
  }
}
