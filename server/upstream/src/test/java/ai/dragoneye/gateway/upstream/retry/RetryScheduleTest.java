package ai.dragoneye.gateway.upstream.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
  private static final Duration PLENTY = Duration.ofHours(1);
  private final RetrySchedule schedule =
      new RetrySchedule(10, Duration.ofMinutes(2), Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({"1,0.5,500", "2,0.5,1000", "3,0.5,2000", "4,0.25,2000", "7,0.5,32000", "3,0,0"})
  void shouldDoubleTheBoundOfTheWaitAndDrawFromAllOfIt(int attempts, double jitter, long millis) {
    assertThat(schedule.next(after(attempts, 0, PLENTY, null), jitter))
        .isEqualTo(new RetryDecision.TryAgain(Duration.ofMillis(millis)));
  }

  @Test
  void shouldWaitAsLongAsTheOtherSideAsks() {
    assertThat(schedule.next(after(1, 0, PLENTY, 7), 0.5))
        .isEqualTo(new RetryDecision.TryAgain(Duration.ofSeconds(7)));
  }

  @Test
  void shouldWaitLongerThanTheOtherSideAsksWhereTheBackoffIs() {
    assertThat(schedule.next(after(5, 0, PLENTY, 7), 0.5))
        .isEqualTo(new RetryDecision.TryAgain(Duration.ofSeconds(8)));
  }

  @Test
  void shouldGiveUpAfterTheLastAttempt() {
    assertThat(schedule.next(after(10, 0, PLENTY, 1), 0))
        .isEqualTo(new RetryDecision.GiveUp(Duration.ofSeconds(1)));
  }

  @Test
  void shouldGiveUpWhereTheWaitWouldGoBeyondTheBoundInAll() {
    assertThat(schedule.next(after(2, 115, PLENTY, 6), 0))
        .isEqualTo(new RetryDecision.GiveUp(Duration.ofSeconds(6)));
    assertThat(schedule.next(after(2, 114, PLENTY, 6), 0))
        .isEqualTo(new RetryDecision.TryAgain(Duration.ofSeconds(6)));
  }

  @Test
  void shouldGiveUpWhereTheCallHasNoTimeLeftForAnotherAttempt() {
    assertThat(schedule.next(after(1, 0, Duration.ofSeconds(3), 3), 0))
        .isEqualTo(new RetryDecision.GiveUp(Duration.ofSeconds(3)));
  }

  @Test
  void shouldNeverWaitLongerThanTheBoundInAllHoweverManyAttempts() {
    RetrySchedule patient = new RetrySchedule(1_000, Duration.ofMinutes(2), Duration.ofSeconds(1));

    assertThat(patient.next(after(900, 0, PLENTY, null), 0.999).delay())
        .isLessThan(Duration.ofMinutes(2));
  }

  private static RetryHistory after(
      int attempts, long elapsedSeconds, Duration left, @Nullable Integer retryAfterSeconds) {
    return new RetryHistory(
        attempts,
        Duration.ofSeconds(elapsedSeconds),
        left,
        retryAfterSeconds == null ? null : Duration.ofSeconds(retryAfterSeconds));
  }
}
