package ai.dragoneye.gateway.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a task is looked at, by how long it takes; prints a line for each. */
class PollCountTest {
  private static final int TASKS = 20;
  private static final ApiKey KEY = new ApiKey("key");

  private final ManualTime time = new ManualTime();
  private final Random random = new Random(7);

  @ParameterizedTest
  @CsvSource({"50, 1, 1", "500, 6, 3", "5000, 18, 8"})
  void shouldLookAFewTimesAtATask(long millis, int mostUnknown, int mostKnown) {
    // when
    Duration duration = Duration.ofMillis(millis);
    IntSummaryStatistics unknown = new IntSummaryStatistics();
    IntSummaryStatistics known = new IntSummaryStatistics();
    for (int i = 0; i < TASKS; i++) {
      unknown.accept(looks(new ModelPace(10), duration));
    }
    ModelPace pace = new ModelPace(10);
    looks(pace, duration);
    for (int i = 0; i < TASKS; i++) {
      known.accept(looks(pace, duration));
    }

    // then
    System.out.printf(
        "polls of a task of %d ms: %s where its model is new, %s once it is known%n",
        millis, text(unknown), text(known));
    assertThat(unknown.getMax()).isLessThanOrEqualTo(mostUnknown);
    assertThat(known.getMax()).isLessThanOrEqualTo(mostKnown);
  }

  private int looks(ModelPace pace, Duration duration) {
    ScriptedTask task = new ScriptedTask(time);
    task.endingAt(time.elapsed().plus(duration), "predicted");
    TaskPoller poller =
        new TaskPoller(
            task,
            new PollTiming(
                ManualTime.SCHEDULE, new PollRate(1000, time), time, random::nextDouble),
            pace);
    FutureTask<TaskStatus> waiting =
        new FutureTask<>(
            () ->
                poller.awaitEnd(
                    new KeyedTask(KEY, "uuid"), "m", Duration.ofMinutes(1), _ -> {}));
    Thread.ofVirtual().start(waiting);
    time.runUntil(waiting::isDone);
    return task.looks().size();
  }

  private static String text(IntSummaryStatistics looks) {
    return String.format(
        "%.1f on average (%d to %d)", looks.getAverage(), looks.getMin(), looks.getMax());
  }
}
