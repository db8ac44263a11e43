package ai.dragoneye.gateway.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0:00.000",
    "999, 0:00.000",
    "-999, 0:00.000",
    "-1500000, -0:01.500",
    "59999999, 0:59.999",
    "60000000, 1:00.000",
    "3723004000, 62:03.004",
    "9223372036854775807, 153722867280:54.775",
    "-9223372036854775808, -153722867280:54.775",
  })
  void shouldNameMinutesSecondsAndMilliseconds(long micros, String text) {
    assertThat(TimeText.of(micros)).isEqualTo(text);
  }
}
