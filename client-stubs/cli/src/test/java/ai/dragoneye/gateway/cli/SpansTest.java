package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SpansTest {
  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S",
    "1h30m, PT1H30M",
    "500ms, PT0.5S",
    "1.5m, PT1M30S",
    "20us, PT0.00002S"
  })
  void shouldReadLimits(String text, Duration expected) {
    assertThat(new Spans.Limit().convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "s", "5x", "1m 2s", "-1s", "0s", "1s2"})
  void shouldRefuseWhatIsNoLimit(String text) {
    assertThatThrownBy(() -> new Spans.Limit().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "90, PT1M30S",
    "12.5, PT12.5S",
    "12.5s, PT12.5S",
    "1m30s, PT1M30S",
    "01:30.25, PT1M30.25S",
    "1:00:01, PT1H1S",
    "0, PT0S"
  })
  void shouldReadPositions(String text, Duration expected) {
    assertThat(new Spans.Position().convert(text)).isEqualTo(expected);
  }
}
