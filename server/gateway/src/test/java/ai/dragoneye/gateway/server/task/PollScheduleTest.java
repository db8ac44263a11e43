package ai.dragoneye.gateway.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollScheduleTest {
  private static final double NO_JITTER = 0.5;
  private final PollSchedule schedule =
      new PollSchedule(Duration.ofMillis(100), Duration.ofSeconds(1));

  @Test
  void shouldLookEarlyAtATaskOfAnUnknownModel() {
    assertThat(schedule.next(Duration.ZERO, null, NO_JITTER)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void shouldBackOffToOnceASecond() {
    assertThat(schedule.next(Duration.ofSeconds(1), null, NO_JITTER))
        .isEqualTo(Duration.ofMillis(250));
    assertThat(schedule.next(Duration.ofSeconds(2), null, NO_JITTER))
        .isEqualTo(Duration.ofMillis(500));
    assertThat(schedule.next(Duration.ofMinutes(1), null, NO_JITTER))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldWaitForMostOfTheTimeThatTasksOfTheModelTake() {
    // when
    Duration first = schedule.next(Duration.ZERO, Duration.ofMillis(500), NO_JITTER);
    Duration second = schedule.next(first, Duration.ofMillis(500), NO_JITTER);

    // then
    assertThat(first).isEqualTo(Duration.ofMillis(400));
    assertThat(second).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void shouldLookMoreOftenAroundTheLikelyEndAndBackOffAfterIt() {
    // given
    Duration expected = Duration.ofSeconds(3);

    // when / then
    assertThat(schedule.next(Duration.ofMillis(2400), expected, NO_JITTER))
        .isEqualTo(Duration.ofMillis(240));
    assertThat(schedule.next(Duration.ofMillis(3000), expected, NO_JITTER))
        .isEqualTo(Duration.ofMillis(300));
    assertThat(schedule.next(Duration.ofMillis(4500), expected, NO_JITTER))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 0.5, 0.75, 0.9999999})
  void shouldStayBetweenFloorAndCeilingWhateverTheJitter(double random) {
    for (long elapsed = 0; elapsed < 100_000; elapsed += 777) {
      assertThat(schedule.next(Duration.ofMillis(elapsed), Duration.ofSeconds(30), random))
          .isBetween(schedule.floor(), schedule.ceiling());
    }
  }

  @Test
  void shouldSpreadLooksByJitter() {
    assertThat(schedule.next(Duration.ofSeconds(2), null, 0)).isEqualTo(Duration.ofMillis(450));
    assertThat(schedule.next(Duration.ofSeconds(2), null, 0.9999999))
        .isBetween(Duration.ofMillis(549), Duration.ofMillis(550));
  }
}
