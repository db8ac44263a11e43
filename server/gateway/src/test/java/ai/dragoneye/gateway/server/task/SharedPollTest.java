package ai.dragoneye.gateway.server.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.retry.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many who watch tasks: who shares a poll, and who does not. */
class SharedPollTest {
  private static final KeyedTask TASK = new KeyedTask(new ApiKey("key"), "uuid");
  private static final KeyedTask SAME_WITH_OTHER_KEY =
      new KeyedTask(new ApiKey("other-key"), "uuid");
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

  private final ManualTime time = new ManualTime();
  private final ScriptedTask task = new ScriptedTask(time);
  private final TaskPoller poller =
      new TaskPoller(
          task,
          new PollTiming(
              ManualTime.SCHEDULE, new PollRate(Integer.MAX_VALUE, time), time, () -> 0.5),
          new ModelPace(10));

  @Test
  void shouldLookForAThousandWatchersAsOftenAsForOne() {
    // when
    List<Duration> forOne = looksFor(1);
    List<Duration> forAThousand = looksFor(1000);

    // then
    assertThat(forAThousand).isEqualTo(forOne);
  }

  /** When a task of 3 s is looked at, from its first look on. */
  private List<Duration> looksFor(int watchers) {
    ManualTime ownTime = new ManualTime();
    ScriptedTask ownTask = new ScriptedTask(ownTime);
    TaskPoller ownPoller =
        new TaskPoller(
            ownTask,
            new PollTiming(
                ManualTime.SCHEDULE, new PollRate(Integer.MAX_VALUE, ownTime), ownTime, () -> 0.5),
            new ModelPace(10));
    List<Watching> all = watching(ownPoller, watchers);
    await().until(() -> all.stream().allMatch(one -> one.seen().size() == 1));
    ownTask.endingAt(Duration.ofSeconds(3), "predicted");
    ownTime.runUntil(() -> all.stream().allMatch(Watching::isOver));
    assertThat(all)
        .allSatisfy(one -> assertThat(one.seen()).containsExactly("processing", "predicted"));
    assertThat(ownTask.mostReadersAtATime()).isEqualTo(1);
    assertThat(ownPoller.polledTasks()).isZero();
    return ownTask.looks();
  }

  @Test
  void shouldTellAllWatchersEachChange() {
    // given
    List<Watching> all = watching(poller, 100);
    time.runUntil(() -> allSaw(all, "processing"));

    // when
    task.be("rendering");
    time.runUntil(() -> allSaw(all, "rendering"));
    task.be("failed_x");
    time.runUntil(() -> all.stream().allMatch(Watching::isOver));

    // then
    assertThat(all)
        .allSatisfy(
            one -> assertThat(one.seen()).containsExactly("processing", "rendering", "failed_x"));
  }

  @Test
  void shouldNotShareATaskBetweenKeys() {
    // given
    task.follow(_ -> "processing");
    Watching one = Watching.of(poller, TASK);
    await().until(() -> one.seen().size() == 1);

    // when
    Watching other = Watching.of(poller, SAME_WITH_OTHER_KEY);

    // then
    await().until(() -> other.seen().size() == 1);
    assertThat(task.looks()).hasSize(2);
    assertThat(task.keys()).containsExactly(TASK.key(), SAME_WITH_OTHER_KEY.key());
    assertThat(poller.polledTasks()).isEqualTo(2);
    end(one, other);
  }

  @Test
  void shouldNotTellAnotherKeyOfATaskThatThisOneMayNotSee() {
    // given
    UpstreamException unknown =
        new UpstreamException(new UpstreamFailure.TaskNotFound("no such task", 404));
    task.refuse(SAME_WITH_OTHER_KEY.key(), unknown);
    Watching one = Watching.of(poller, TASK);
    await().until(() -> one.seen().size() == 1);

    // when
    Watching stranger = Watching.of(poller, SAME_WITH_OTHER_KEY);

    // then
    await().until(stranger::isOver);
    assertThat(stranger.seen()).isEmpty();
    assertTells(stranger, unknown);
    assertThat(one.isOver()).isFalse();

    // when
    task.be("predicted");
    time.runUntil(one::isOver);
    Watching lateStranger = Watching.of(poller, SAME_WITH_OTHER_KEY);

    // then
    await().until(lateStranger::isOver);
    assertTells(lateStranger, unknown);
  }

  @Test
  void shouldTellANewWatcherAtOnceWhatIsKnown() throws InterruptedException {
    // given
    Watching first = Watching.of(poller, TASK);
    await().until(() -> first.seen().size() == 1 && time.sleepers() == 1);

    // when
    try (TaskWatch second = poller.watch(TASK, LONGEST_LOOK)) {
      // then
      assertThat(second.next().status()).isEqualTo("processing");
      assertThat(task.looks()).hasSize(1);
    }
    end(first);
  }

  @Test
  void shouldLetANewWatcherWaitForALookInHand() {
    // given
    Watching first = Watching.of(poller, TASK);
    await().until(() -> first.seen().size() == 1);
    task.follow(
        _ -> {
          time.sleep(Duration.ofSeconds(5));
          return "newer";
        });
    time.runUntil(() -> task.readersNow() == 1);

    // when
    Watching second = Watching.of(poller, TASK);
    await().until(second::isWaiting);
    time.runUntil(() -> task.readersNow() == 0);

    // then
    await().until(() -> !second.seen().isEmpty());
    assertThat(second.seen()).containsExactly("newer");
    end(first, second);
  }

  @Test
  void shouldLookAtOnceForAWatcherOfATaskThatWasJustAccepted() {
    // given
    FutureTask<TaskStatus> prediction = awaitingEnd(Duration.ofMinutes(1));
    await().until(() -> time.sleepers() == 1);

    // when
    Watching watching = Watching.of(poller, TASK);

    // then
    await().until(() -> !watching.seen().isEmpty());
    assertThat(time.elapsed()).isZero();
    assertThat(poller.polledTasks()).isEqualTo(1);
    end(watching);
    time.runUntil(prediction::isDone);
  }

  @Test
  void shouldGiveALatecomerOnlyTheLatestOfTheChanges() throws InterruptedException {
    // given
    try (TaskWatch slow = poller.watch(TASK, LONGEST_LOOK)) {
      slow.next();
      for (String status : List.of("b", "c", "d")) {
        task.be(status);
        int looks = task.looks().size();
        time.runUntil(() -> task.looks().size() > looks + 1);
      }

      // when / then
      assertThat(slow.next().status()).isEqualTo("d");
    }
  }

  @Test
  void shouldNotTroubleOthersWhenAWatcherLeaves() {
    // given
    List<Watching> all = watching(poller, 100);
    await().until(() -> allSaw(all, "processing"));

    // when
    all.subList(1, 100).forEach(Watching::stop);
    await().until(() -> all.stream().filter(Watching::isOver).count() == 99);
    task.be("predicted");
    time.runUntil(all.getFirst()::isOver);

    // then
    assertThat(all.getFirst().seen()).containsExactly("processing", "predicted");
    assertThat(all.subList(1, 100))
        .allSatisfy(one -> assertThat(one.failure()).isInstanceOf(InterruptedException.class));
    assertThat(poller.polledTasks()).isZero();
  }

  @Test
  void shouldCancelTheLookInHandWhenTheLastWatcherLeaves() {
    // given
    task.follow(
        _ -> {
          time.sleep(Duration.ofDays(1));
          return "processing";
        });
    List<Watching> all = watching(poller, 2);
    await().until(() -> task.readersNow() == 1 && all.stream().allMatch(Watching::isWaiting));

    // when
    all.getFirst().stop();
    await().until(all.getFirst()::isOver);

    // then
    assertThat(task.readersNow()).isEqualTo(1);

    // when
    all.getLast().stop();

    // then
    await().until(() -> task.readersNow() == 0);
    assertThat(poller.polledTasks()).isZero();
    assertThat(time.sleepers()).isZero();
  }

  @Test
  void shouldLookAgainForAWatcherWhoComesAfterTheLastOneLeft() {
    // given
    Watching first = Watching.of(poller, TASK);
    await().until(() -> first.seen().size() == 1);
    first.stop();
    await().until(first::isOver);

    // when
    Watching second = Watching.of(poller, TASK);

    // then
    await().until(() -> second.seen().size() == 1);
    assertThat(task.looks()).hasSize(2);
    end(second);
  }

  @Test
  void shouldLetAWatcherWithAShorterLimitGoAlone() throws Exception {
    // given
    FutureTask<TaskStatus> patient = awaitingEnd(Duration.ofSeconds(60));
    FutureTask<TaskStatus> impatient = awaitingEnd(Duration.ofSeconds(2));
    Watching watching = Watching.of(poller, TASK);
    await().until(() -> watching.seen().size() == 1);

    // when
    time.runUntil(impatient::isDone);

    // then
    assertThat(impatient.get().status()).isEqualTo("processing");
    assertThat(task.looks())
        .anyMatch(
            look ->
                look.compareTo(Duration.ofSeconds(2)) >= 0
                    && look.compareTo(Duration.ofMillis(2100)) <= 0);
    assertThat(patient.isDone()).isFalse();

    // when
    task.be("predicted");
    time.runUntil(() -> patient.isDone() && watching.isOver());

    // then
    assertThat(patient.get().succeeded()).isTrue();
    assertThat(watching.seen()).containsExactly("processing", "predicted");
    assertThat(task.mostReadersAtATime()).isEqualTo(1);
  }

  @Test
  void shouldGiveLooksAsMuchTimeAsTheMostPatientWatcherHas() {
    // given
    FutureTask<TaskStatus> impatient = awaitingEnd(Duration.ofSeconds(2));
    await().until(() -> time.sleepers() == 1);
    FutureTask<TaskStatus> patient = awaitingEnd(Duration.ofSeconds(60));
    await().until(() -> time.sleepers() == 1);

    // when
    time.runUntil(() -> !task.looks().isEmpty());

    // then
    assertThat(task.limits().getFirst()).isEqualTo(Duration.ofMillis(59_900));
    task.be("predicted");
    time.runUntil(() -> impatient.isDone() && patient.isDone());
  }

  @Test
  void shouldTellAFailureToAllWatchers() {
    // given
    List<Watching> all = watching(poller, 100);
    await().until(() -> allSaw(all, "processing"));
    UpstreamException failure =
        new UpstreamException(new UpstreamFailure.Unavailable("no answer", 503, null));

    // when
    task.follow(
        _ -> {
          throw failure;
        });
    time.runUntil(() -> all.stream().allMatch(Watching::isOver));

    // then
    assertThat(all).allSatisfy(one -> assertTells(one, failure));
    assertThat(all.stream().map(Watching::failure)).doesNotHaveDuplicates();
    assertThat(poller.polledTasks()).isZero();
  }

  @Test
  void shouldNotLeaveWatchersWaitingWhenALookBreaks() {
    // given
    task.follow(
        _ -> {
          throw new AssertionError("a bug");
        });

    // when
    Watching watching = Watching.of(poller, TASK);

    // then
    await().until(watching::isOver);
    assertThat(watching.failure()).isInstanceOf(IllegalStateException.class);
    await().until(() -> poller.polledTasks() == 0);
  }

  @Test
  void shouldTellALateWatcherTheEndWithoutALook() {
    // given
    task.be("predicted");
    Watching first = Watching.of(poller, TASK);
    await().until(first::isOver);
    await().until(() -> poller.polledTasks() == 0);

    // when
    Watching late = Watching.of(poller, TASK);

    // then
    await().until(late::isOver);
    assertThat(late.seen()).containsExactly("predicted");
    assertThat(task.looks()).hasSize(1);

    // when
    time.advance(EndedTasks.KEPT.plusNanos(1));
    Watching later = Watching.of(poller, TASK);

    // then
    await().until(later::isOver);
    assertThat(task.looks()).hasSize(2);
  }

  @Test
  void shouldStandManyWhoComeAndGo() {
    // given
    PollTiming busy =
        new PollTiming(
            new PollSchedule(Duration.ofMillis(1), Duration.ofMillis(1)),
            new PollRate(Integer.MAX_VALUE),
            TimeSource.SYSTEM,
            () -> 0.5);
    TaskPoller busyPoller = new TaskPoller(task, busy, new ModelPace(10));
    Callable<Integer> comingAndGoing =
        () -> {
          int told = 0;
          for (int i = 0; i < 500; i++) {
            try (TaskWatch watch = busyPoller.watch(TASK, LONGEST_LOOK)) {
              told += watch.next().status().equals("processing") ? 1 : 0;
            }
          }
          return told;
        };

    // when
    List<FutureTask<Integer>> all =
        IntStream.range(0, 20).mapToObj(_ -> started(comingAndGoing)).toList();

    // then
    assertThat(all).allSatisfy(one -> assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(500));
    assertThat(busyPoller.polledTasks()).isZero();
    await().until(() -> task.readersNow() == 0);
  }

  private static <T> FutureTask<T> started(Callable<T> work) {
    FutureTask<T> running = new FutureTask<>(work);
    Thread.ofVirtual().start(running);
    return running;
  }

  private List<Watching> watching(TaskPoller by, int count) {
    return IntStream.range(0, count).mapToObj(_ -> Watching.of(by, TASK)).toList();
  }

  private static boolean allSaw(List<Watching> all, String status) {
    Predicate<Watching> saw = one -> one.seen().contains(status);
    return all.stream().allMatch(saw);
  }

  private void end(Watching... all) {
    task.be("predicted");
    time.runUntil(() -> List.of(all).stream().allMatch(Watching::isOver));
  }

  private FutureTask<TaskStatus> awaitingEnd(Duration limit) {
    return started(() -> poller.awaitEnd(TASK, "m", limit, _ -> {}));
  }

  private static void assertTells(Watching watching, UpstreamException failure) {
    assertThat(watching.failure())
        .isInstanceOfSatisfying(
            UpstreamException.class,
            told -> assertThat(told.failure()).isEqualTo(failure.failure()));
  }
}
