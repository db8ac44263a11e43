package ai.dragoneye.gateway.server.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskPollerTest {
  private final FakeTime time = new FakeTime();
  private final ModelPace pace = new ModelPace(10);
  private final TaskPoller poller = new TaskPoller(PollSchedule.STANDARD, pace, time, () -> 0.5);
  private final List<String> heard = new ArrayList<>();

  @Test
  void shouldReturnTheFinalStatusSoonAfterItCame() throws InterruptedException {
    // when
    TaskStatus status =
        poller.awaitEnd(endingAt(3000, "predicted"), "m", Duration.ofMinutes(1), this::hear);

    // then
    assertThat(status.succeeded()).isTrue();
    assertThat(time.elapsed()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    assertThat(heard).first().isEqualTo("processing");
    assertThat(heard).last().isEqualTo("predicted");
    assertThat(heard).hasSizeLessThan(20);
  }

  @Test
  void shouldBeCloserAndAskLessOnceItKnowsTheModel() throws InterruptedException {
    // given
    poller.awaitEnd(endingAt(800, "predicted"), "m", Duration.ofMinutes(1), this::hear);
    int before = heard.size();
    heard.clear();
    time.restart();

    // when
    poller.awaitEnd(endingAt(800, "predicted"), "m", Duration.ofMinutes(1), this::hear);

    // then
    assertThat(heard).hasSizeLessThan(before);
    assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void shouldNotLearnFromTasksThatFail() throws InterruptedException {
    // when
    poller.awaitEnd(endingAt(800, "failed_x"), "m", Duration.ofMinutes(1), this::hear);

    // then
    assertThat(pace.expected("m")).isNull();
  }

  @Test
  void shouldGiveUpAtItsLimitAfterALastLook() throws InterruptedException {
    // when
    TaskStatus status =
        poller.awaitEnd(endingAt(60_000, "predicted"), "m", Duration.ofSeconds(5), this::hear);

    // then
    assertThat(status.status()).isEqualTo("processing");
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldLookEvenWithinTheShortestLimit() throws InterruptedException {
    // when
    TaskStatus status =
        poller.awaitEnd(endingAt(0, "predicted"), "m", Duration.ofMillis(1), this::hear);

    // then
    assertThat(status.succeeded()).isTrue();
  }

  @Test
  void shouldGiveEachLookTheTimeThatIsLeft() throws InterruptedException {
    // given
    List<Duration> limits = new ArrayList<>();

    // when
    poller.awaitEnd(
        limit -> {
          limits.add(limit);
          return endingAt(60_000, "predicted").read(limit);
        },
        "m",
        Duration.ofSeconds(5),
        this::hear);

    // then
    assertThat(limits).first().isEqualTo(Duration.ofMillis(4900));
    assertThat(limits).last().isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldPassFailuresOn() {
    // given
    UpstreamException failure =
        new UpstreamException(new UpstreamFailure.TaskNotFound("no such task", 404));

    // when / then
    assertThatThrownBy(
            () ->
                poller.awaitEnd(
                    limit -> {
                      throw failure;
                    },
                    "m",
                    Duration.ofSeconds(5),
                    this::hear))
        .isSameAs(failure);
  }

  @Test
  void shouldSeeATaskMove() throws InterruptedException {
    assertThat(poller.awaitMovement(endingAt(2000, "processing too"), Duration.ofSeconds(10)))
        .isTrue();
    assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void shouldSeeATaskThatHasEndedAtTheFirstLook() throws InterruptedException {
    assertThat(poller.awaitMovement(endingAt(0, "predicted"), Duration.ofSeconds(10))).isTrue();
    assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void shouldSeeThatATaskDoesNotMove() throws InterruptedException {
    assertThat(poller.awaitMovement(endingAt(60_000, "predicted"), Duration.ofSeconds(10)))
        .isFalse();
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(10));
  }

  private void hear(TaskStatus status) {
    heard.add(status.status());
  }

  private StatusSource endingAt(long millis, String last) {
    return limit ->
        new TaskStatus(
            "uuid", MediaFamily.IMAGE, time.elapsed().toMillis() >= millis ? last : "processing");
  }

  private static final class FakeTime implements Pacing {
    private long startNanos = 1_000;
    private long nanos = startNanos;

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public void sleep(Duration duration) {
      nanos += duration.toNanos();
    }

    void restart() {
      startNanos = nanos;
    }

    Duration elapsed() {
      return Duration.ofNanos(nanos - startNanos);
    }
  }
}
