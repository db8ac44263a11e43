package ai.dragoneye.gateway.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.cli.view.Coverage.Look;
import ai.dragoneye.gateway.cli.view.Coverage.Run;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final TimeAxis AXIS = new TimeAxis(1000, 50, 100);

  @Test
  void shouldTellGapsOnScreenFromThoseOff() {
    Coverage coverage =
        new Coverage(
            AXIS,
            List.of(new Span(100, 400), new Span(700, 800)),
            List.of(new Span(200, 300), new Span(400, 700)));

    assertThat(coverage.runs())
        .containsExactly(
            new Run(Look.SEEN, 60, 10),
            new Run(Look.GAP, 70, 10),
            new Run(Look.SEEN, 80, 10),
            new Run(Look.AWAY, 90, 30),
            new Run(Look.SEEN, 120, 10));
  }

  @Test
  void shouldShowAnObjectOfLessThanAPixel() {
    Coverage coverage = new Coverage(AXIS, List.of(new Span(995, 996)), List.of());

    assertThat(coverage.runs()).containsExactly(new Run(Look.SEEN, 149, 1));
  }

  @Test
  void shouldNotFrayTheEdgeBetweenOnAndOffScreen() {
    Coverage coverage = new Coverage(AXIS, List.of(new Span(0, 103)), List.of(new Span(103, 200)));

    assertThat(coverage.runs())
        .containsExactly(new Run(Look.SEEN, 50, 11), new Run(Look.AWAY, 61, 9));
  }

  @Test
  void shouldShowWhatPrevailsInAColumn() {
    // given: frames of a tenth of a pixel, every fourth without a box
    List<Span> gaps =
        LongStream.range(0, 1000)
            .filter(frame -> frame % 4 == 0)
            .mapToObj(frame -> new Span(frame, frame + 1))
            .toList();

    assertThat(new Coverage(AXIS, List.of(new Span(0, 1000)), gaps).runs())
        .containsExactly(new Run(Look.SEEN, 50, 100));
  }

  @Test
  void shouldIgnoreSpansThatEndBeforeTheyStart() {
    assertThat(new Coverage(AXIS, List.of(new Span(500, 100)), List.of()).runs()).isEmpty();
  }
}
