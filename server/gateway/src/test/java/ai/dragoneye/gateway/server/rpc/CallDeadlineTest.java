package ai.dragoneye.gateway.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallDeadlineTest {
  private static final long ARRIVAL = Long.MAX_VALUE - 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "10S, 9500, DEADLINE_EXCEEDED",
    "10S, 10100, DEADLINE_EXCEEDED",
    "10S, 8900, CANCELLED",
    "200m, 160, DEADLINE_EXCEEDED",
    "200m, 140, CANCELLED",
    "1H, 3598000, CANCELLED",
    "1H, 3599500, DEADLINE_EXCEEDED",
    "99999999H, 100000, CANCELLED",
    "500u, 0, DEADLINE_EXCEEDED",
  })
  void shouldTellADeadlineThatPassedFromACallerThatWent(
      String timeout, long afterMillis, Code expected) {
    // when the clock overflows meanwhile
    long end = ARRIVAL + Duration.ofMillis(afterMillis).toNanos();

    // then
    assertThat(deadline(timeout).judge(Code.CANCELLED, end)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "S", "123456789S", "-1S", "1S\r\n"})
  void shouldKnowNoDeadlineWhereNoneCanBeRead(String timeout) {
    assertThat(deadline(timeout).judge(Code.CANCELLED, ARRIVAL)).isEqualTo(Code.CANCELLED);
  }

  @Test
  void shouldLeaveOtherEndsAsTheyAre() {
    assertThat(deadline("1m").judge(Code.OK, ARRIVAL + 500_000)).isEqualTo(Code.OK);
    assertThat(deadline("1m").judge(Code.UNAVAILABLE, ARRIVAL)).isEqualTo(Code.UNAVAILABLE);
  }

  private static CallDeadline deadline(String timeout) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER), timeout);
    return CallDeadline.of(headers, ARRIVAL);
  }
}
