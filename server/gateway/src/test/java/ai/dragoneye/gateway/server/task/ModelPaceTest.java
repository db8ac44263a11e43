package ai.dragoneye.gateway.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModelPaceTest {
  @Test
  void shouldNotKnowAModelThatNobodyUsed() {
    assertThat(new ModelPace(10).expected("m")).isNull();
  }

  @Test
  void shouldFollowTheNewestTasks() {
    // given
    ModelPace pace = new ModelPace(10);

    // when
    pace.record("m", Duration.ofSeconds(1));
    pace.record("m", Duration.ofSeconds(2));

    // then
    assertThat(pace.expected("m")).isEqualTo(Duration.ofMillis(1300));
  }

  @Test
  void shouldForgetTheModelUsedLeastRecently() {
    // given
    ModelPace pace = new ModelPace(2);
    pace.record("a", Duration.ofSeconds(1));
    pace.record("b", Duration.ofSeconds(1));
    pace.expected("a");

    // when
    pace.record("c", Duration.ofSeconds(1));

    // then
    assertThat(pace.expected("a")).isNotNull();
    assertThat(pace.expected("b")).isNull();
    assertThat(pace.expected("c")).isNotNull();
  }
}
