package ai.dragoneye.gateway.upstream.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterHeaderTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        " 17 |17",
        "Fri, 02 Jan 2026 03:04:35 GMT|30",
        "Fri, 02 Jan 2026 03:00:00 GMT|0",
        "999999999|86400",
        "Fri, 02 Jan 2099 03:04:35 GMT|86400"
      })
  void shouldReadSecondsAndDates(String value, long seconds) {
    assertThat(RetryAfterHeader.parse(value, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "2026-01-02T03:04:35Z"})
  void shouldIgnoreWhatMakesNoSense(String value) {
    assertThat(RetryAfterHeader.parse(value, NOW)).isNull();
  }

  @Test
  void shouldTakeAnAbsentHeaderForNoWish() {
    assertThat(RetryAfterHeader.parse(null, NOW)).isNull();
  }
}
