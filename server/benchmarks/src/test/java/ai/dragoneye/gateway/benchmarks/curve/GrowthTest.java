package ai.dragoneye.gateway.benchmarks.curve;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.benchmarks.harness.Plot;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
  @Test
  void shouldSayWhereACurveBends() {
    // given
    Plot plot = plot(10, 20, 80);

    // when, then
    assertThat(Growth.of(plot).line()).isEqualTo("grows by more than linearly from 2 ×");
  }

  @Test
  void shouldTakeNoiseForLinear() {
    assertThat(Growth.of(plot(10, 21, 43)).line()).isEqualTo("grows linearly or less");
  }

  private static Plot plot(double first, double second, double third) {
    return new Plot(
        "growth",
        "×",
        "ms",
        List.of(new Plot.Point(1, first), new Plot.Point(2, second), new Plot.Point(4, third)));
  }
}
