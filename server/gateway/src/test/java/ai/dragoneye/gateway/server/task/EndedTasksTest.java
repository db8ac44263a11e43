package ai.dragoneye.gateway.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndedTasksTest {
  private static final TaskStatus DONE = new TaskStatus("uuid", MediaFamily.IMAGE, "predicted");

  private final ManualTime time = new ManualTime();
  private final EndedTasks ended = new EndedTasks(time);

  @Test
  void shouldKeepAStatusForTheKeyThatReadIt() {
    // when
    ended.add(task("key", 1), DONE);

    // then
    assertThat(ended.find(task("key", 1))).isEqualTo(DONE);
    assertThat(ended.find(task("other-key", 1))).isNull();
    assertThat(ended.find(task("key", 2))).isNull();
  }

  @Test
  void shouldForgetAfterAWhile() {
    // given
    ended.add(task("key", 1), DONE);
    time.advance(EndedTasks.KEPT);
    ended.add(task("key", 2), DONE);

    // when
    time.advance(Duration.ofNanos(1));

    // then
    assertThat(ended.find(task("key", 1))).isNull();
    assertThat(ended.find(task("key", 2))).isNotNull();
    assertThat(ended.size()).isEqualTo(1);
  }

  @Test
  void shouldForgetTheOldestWhenThereAreTooMany() {
    // when
    for (int i = 0; i <= EndedTasks.CAPACITY; i++) {
      ended.add(task("key", i), DONE);
    }

    // then
    assertThat(ended.size()).isEqualTo(EndedTasks.CAPACITY);
    assertThat(ended.find(task("key", 0))).isNull();
    assertThat(ended.find(task("key", EndedTasks.CAPACITY))).isNotNull();
  }

  private static KeyedTask.Identity task(String key, int number) {
    return new KeyedTask(new ApiKey(key), "uuid-" + number).identity();
  }
}
