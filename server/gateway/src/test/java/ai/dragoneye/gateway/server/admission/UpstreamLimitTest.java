package ai.dragoneye.gateway.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.config.AdmissionSettings;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import ai.dragoneye.gateway.upstream.UpstreamAttempt.Result;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpstreamLimitTest {
  private static final int MIN = 5;
  private static final int MAX = 100;
  private static final KeyHash KEY = KeyHash.of(new ApiKey("some-key"));

  private final UpstreamLimit limit =
      new UpstreamLimit(new AdmissionSettings.Upstream(MIN, MAX, Duration.ofMillis(100)));
  private long nowNanos = Duration.ofMinutes(1).toNanos();

  @Test
  void shouldBeginAtTheMostAndStayThereWhileAnswersAreAsFastAsEver() {
    // when
    answers(2000, Duration.ofMillis(300), Result.OK);

    // then
    assertThat(limit.limit()).isEqualTo(MAX);
  }

  @Test
  void shouldFallWhereAnswersGetSlowerAndRiseAgainWhereTheyDoNot() {
    // given
    answers(2000, Duration.ofMillis(200), Result.OK);

    // when
    answers(1000, Duration.ofSeconds(2), Result.OK);

    // then
    int low = limit.limit();
    assertThat(low).isLessThan(MAX / 2);
    answers(20_000, Duration.ofMillis(200), Result.OK);
    assertThat(limit.limit()).isGreaterThan(2 * low);
  }

  @Test
  void shouldNotMindSlowerAnswersThatAreFastAllTheSame() {
    // given
    answers(2000, Duration.ofMillis(1), Result.OK);

    // when
    answers(500, Duration.ofMillis(90), Result.OK);

    // then
    assertThat(limit.limit()).isEqualTo(MAX);
  }

  @Test
  void shouldFallToTheLeastWhereEverythingIsThrottled() {
    // when
    answers(100, Duration.ofMillis(5), Result.RATE_LIMITED);

    // then
    assertThat(limit.limit()).isEqualTo(MIN);
  }

  @Test
  void shouldRiseAgainOnceTheServiceAnswers() {
    // given
    answers(100, Duration.ofMillis(5), Result.UNAVAILABLE);

    // when
    answers(2000, Duration.ofMillis(5), Result.OK);

    // then
    assertThat(limit.limit()).isEqualTo(MAX);
  }

  /** Under load: as many predictions as may be are under way. */
  private void answers(int count, Duration latency, Result result) {
    for (int i = 0; i < count; i++) {
      limit.add(limit.limit() - limit.inFlight());
      limit.note(new UpstreamAttempt(UpstreamStep.BEGIN, KEY, result, null, latency), nowNanos);
      nowNanos += Duration.ofMillis(20).toNanos();
    }
  }
}
