package ai.dragoneye.gateway.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.KeyHash;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModelPaceTest {
  private static final KeyHash KEY = KeyHash.of(new ApiKey("key"));
  private static final KeyHash OTHER_KEY = KeyHash.of(new ApiKey("other-key"));

  @Test
  void shouldNotKnowAModelThatNobodyUsed() {
    assertThat(new ModelPace(10).expected(KEY, "m")).isNull();
  }

  @Test
  void shouldFollowTheNewestTasks() {
    // given
    ModelPace pace = new ModelPace(10);

    // when
    pace.record(KEY, "m", Duration.ofSeconds(1));
    pace.record(KEY, "m", Duration.ofSeconds(2));

    // then
    assertThat(pace.expected(KEY, "m")).isEqualTo(Duration.ofMillis(1300));
  }

  @Test
  void shouldForgetTheModelUsedLeastRecently() {
    // given
    ModelPace pace = new ModelPace(2);
    pace.record(KEY, "a", Duration.ofSeconds(1));
    pace.record(KEY, "b", Duration.ofSeconds(1));
    pace.expected(KEY, "a");

    // when
    pace.record(KEY, "c", Duration.ofSeconds(1));

    // then
    assertThat(pace.expected(KEY, "a")).isNotNull();
    assertThat(pace.expected(KEY, "b")).isNull();
    assertThat(pace.expected(KEY, "c")).isNotNull();
  }

  @Test
  void shouldNotLetOneKeyLearnFromAnother() {
    // given
    ModelPace pace = new ModelPace(10);

    // when
    pace.record(KEY, "m", Duration.ofSeconds(1));

    // then
    assertThat(pace.expected(OTHER_KEY, "m")).isNull();
  }
}
