package ai.dragoneye.gateway.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.LongSummaryStatistics;
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

  /** What the tasks of one kind cost: looks, and milliseconds from their end to the last look. */
  private static final class Cost {
    private final IntSummaryStatistics looks = new IntSummaryStatistics();
    private final LongSummaryStatistics lateMillis = new LongSummaryStatistics();

    @Override
    public String toString() {
      return String.format(
          "%.1f polls on average (%d to %d), seen %.0f ms late",
          looks.getAverage(), looks.getMin(), looks.getMax(), lateMillis.getAverage());
    }
  }

  @ParameterizedTest
  @CsvSource({"50, 1, 1", "500, 6, 3", "5000, 18, 9"})
  void shouldLookAFewTimesAtATask(long millis, int mostOfNew, int mostOfKnown) {
    // given
    Duration duration = Duration.ofMillis(millis);
    Cost ofNew = new Cost();
    Cost ofKnown = new Cost();
    ModelPace pace = new ModelPace(10);
    run(pace, duration, new Cost());

    // when
    for (int i = 0; i < TASKS; i++) {
      run(new ModelPace(10), duration, ofNew);
      run(pace, duration, ofKnown);
    }

    // then
    System.out.printf("task of %d ms: %s; once its model is known: %s%n", millis, ofNew, ofKnown);
    assertThat(ofNew.looks.getMax()).isLessThanOrEqualTo(mostOfNew);
    assertThat(ofKnown.looks.getMax()).isLessThanOrEqualTo(mostOfKnown);
    assertThat(ofKnown.lateMillis.getMax()).isLessThanOrEqualTo(600);
  }

  private void run(ModelPace pace, Duration duration, Cost cost) {
    ScriptedTask task = new ScriptedTask(time);
    Duration end = time.elapsed().plus(duration);
    task.endingAt(end, "predicted");
    TaskPoller poller =
        new TaskPoller(
            task,
            new PollTiming(
                ManualTime.SCHEDULE,
                new PollRate(Integer.MAX_VALUE, time),
                time,
                random::nextDouble),
            pace);
    FutureTask<TaskStatus> waiting =
        new FutureTask<>(
            () -> poller.awaitEnd(new KeyedTask(KEY, "uuid"), "m", Duration.ofMinutes(1), _ -> {}));
    Thread.ofVirtual().start(waiting);
    time.runUntil(waiting::isDone);
    cost.looks.accept(task.looks().size());
    cost.lateMillis.accept(task.looks().getLast().minus(end).toMillis());
  }
}
