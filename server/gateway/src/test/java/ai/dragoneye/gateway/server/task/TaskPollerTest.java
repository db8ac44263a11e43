package ai.dragoneye.gateway.server.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** One who waits for the end of a task. */
class TaskPollerTest {
  private static final KeyedTask TASK = new KeyedTask(new ApiKey("key"), "uuid");
  private static final KeyHash KEY = KeyHash.of(TASK.key());

  private final ManualTime time = new ManualTime();
  private final ScriptedTask task = new ScriptedTask(time);
  private final ModelPace pace = new ModelPace(10);
  private final PollTiming timing =
      new PollTiming(ManualTime.SCHEDULE, new PollRate(1000, time), time, () -> 0.5);
  private final TaskPoller poller = new TaskPoller(task, timing, pace);
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @Test
  void shouldReturnTheFinalStatusSoonAfterItCame() throws Exception {
    // given
    task.endingAt(Duration.ofSeconds(3), "predicted");

    // when
    TaskStatus status = awaitEnd(Duration.ofMinutes(1));

    // then
    assertThat(status.succeeded()).isTrue();
    assertThat(task.looks().getLast()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    assertThat(heard).containsExactly("processing", "predicted");
    assertThat(task.looks()).hasSizeLessThan(20);
  }

  @Test
  void shouldNotLearnFromTasksThatFail() throws Exception {
    // given
    task.endingAt(Duration.ofMillis(800), "failed_x");

    // when
    TaskStatus status = awaitEnd(Duration.ofMinutes(1));

    // then
    assertThat(status.failed()).isTrue();
    assertThat(pace.expected(KEY, "m")).isNull();
  }

  @Test
  void shouldGiveUpAtItsLimitAfterALastLook() throws Exception {
    // when
    TaskStatus status = awaitEnd(Duration.ofSeconds(5));

    // then
    assertThat(status.status()).isEqualTo("processing");
    assertThat(task.looks()).contains(Duration.ofSeconds(5));
    assertThat(poller.polledTasks()).isZero();
  }

  @Test
  void shouldLookEvenWithinTheShortestLimit() throws Exception {
    // given
    task.be("predicted");

    // when
    TaskStatus status = awaitEnd(Duration.ofMillis(1));

    // then
    assertThat(status.succeeded()).isTrue();
  }

  @Test
  void shouldGiveEachLookTheTimeThatIsLeft() throws Exception {
    // when
    awaitEnd(Duration.ofSeconds(5));

    // then
    int last = task.looks().indexOf(Duration.ofSeconds(5));
    assertThat(task.limits()).first().isEqualTo(Duration.ofMillis(4900));
    assertThat(task.limits().get(last)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldNotWaitLongForALastLookThatTakesLong() throws Exception {
    // given
    task.follow(
        elapsed -> {
          if (elapsed.compareTo(Duration.ofSeconds(1)) > 0) {
            time.sleep(Duration.ofMinutes(1));
          }
          return "processing";
        });

    // when
    FutureTask<TaskStatus> waiting = waiting(Duration.ofMillis(1500));
    time.runUntil(() -> task.readersNow() == 1);
    time.advance(Duration.ofSeconds(5));

    // then
    assertThat(waiting.get().status()).isEqualTo("processing");
    assertThat(poller.polledTasks()).isZero();
  }

  @Test
  void shouldTellAnEmptyStatusWhereNoneWasRead() throws Exception {
    // given
    task.follow(
        _ -> {
          time.sleep(Duration.ofMinutes(1));
          return "processing";
        });

    // when
    FutureTask<TaskStatus> waiting = waiting(Duration.ofMillis(100));
    time.runUntil(() -> task.readersNow() == 1);
    time.advance(Duration.ofSeconds(5));

    // then
    assertThat(waiting.get().status()).isEmpty();
  }

  @Test
  void shouldPassFailuresOn() {
    // given
    UpstreamException failure =
        new UpstreamException(new UpstreamFailure.TaskNotFound("no such task", 404));
    task.follow(
        _ -> {
          throw failure;
        });

    // when / then
    assertThatThrownBy(() -> awaitEnd(Duration.ofSeconds(5)))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            UpstreamException.class,
            told -> assertThat(told.failure()).isEqualTo(failure.failure()));
    assertThat(poller.polledTasks()).isZero();
  }

  @Test
  void shouldSeeATaskMove() throws Exception {
    // given
    task.endingAt(Duration.ofSeconds(2), "processing too");

    // when / then
    assertThat(awaitMovement()).isTrue();
    assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void shouldSeeATaskThatHasEndedAtTheFirstLook() throws Exception {
    // given
    task.be("predicted");

    // when / then
    assertThat(awaitMovement()).isTrue();
    assertThat(task.looks()).containsExactly(Duration.ofMillis(100));
  }

  @Test
  void shouldSeeThatATaskDoesNotMove() throws Exception {
    assertThat(awaitMovement()).isFalse();
    assertThat(task.looks()).last().isEqualTo(Duration.ofSeconds(10));
  }

  private boolean awaitMovement() throws Exception {
    FutureTask<Boolean> moved =
        started(
            () ->
                poller.awaitMovement(
                    limit -> task.read(TASK.key(), TASK.uuid(), limit), Duration.ofSeconds(10)));
    time.runUntil(moved::isDone);
    return moved.get();
  }

  private TaskStatus awaitEnd(Duration limit) throws Exception {
    FutureTask<TaskStatus> waiting = waiting(limit);
    time.runUntil(waiting::isDone);
    return waiting.get();
  }

  private FutureTask<TaskStatus> waiting(Duration limit) {
    return started(() -> poller.awaitEnd(TASK, "m", limit, status -> heard.add(status.status())));
  }

  private static <T> FutureTask<T> started(Callable<T> work) {
    FutureTask<T> running = new FutureTask<>(work);
    Thread.ofVirtual().start(running);
    return running;
  }
}
