package ai.dragoneye.gateway.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAxisTest {

  @ParameterizedTest
  @CsvSource({
    "4000000, 0.5 s",
    "2500000, 0.5 s",
    "1, 0.000001 s",
    "60000000, 10 s",
    "7200000000, 1000 s",
  })
  void shouldNameRoundSeconds(long duration, String second) {
    TimeAxis axis = new TimeAxis(duration, 0, 1000);

    assertThat(axis.label(axis.ticks().get(1))).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 11, 999_999, 86_400_000_000L, Long.MAX_VALUE})
  void shouldNameFewTimesHoweverLongTheVideo(long duration) {
    TimeAxis axis = new TimeAxis(duration, 0, 1000);

    assertThat(axis.ticks()).hasSizeBetween(2, 11).isSorted().startsWith(0L);
  }

  @Test
  void shouldKeepTimesOutsideOfTheVideoAtTheEdges() {
    TimeAxis axis = new TimeAxis(1000, 50, 200);

    assertThat(axis.x(Long.MIN_VALUE)).isEqualTo(50);
    assertThat(axis.x(500)).isEqualTo(150);
    assertThat(axis.x(Long.MAX_VALUE)).isEqualTo(250);
  }
}
