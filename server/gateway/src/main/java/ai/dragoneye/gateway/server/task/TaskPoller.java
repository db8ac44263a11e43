package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at tasks until they are where their watcher wants them. Thread-safe; blocks the calling
 * virtual thread.
 */
public final class TaskPoller {
  // What the look at the very end of a wait may take, so that a task that just ended is not called
  // late.
  private static final Duration LAST_LOOK = Duration.ofSeconds(1);

  private final PollSchedule schedule;
  private final ModelPace pace;
  private final Pacing time;
  private final DoubleSupplier random;

  public TaskPoller(PollSchedule schedule, ModelPace pace) {
    this(schedule, pace, Pacing.SYSTEM, () -> ThreadLocalRandom.current().nextDouble());
  }

  TaskPoller(PollSchedule schedule, ModelPace pace, Pacing time, DoubleSupplier random) {
    this.schedule = schedule;
    this.pace = pace;
    this.time = time;
    this.random = random;
  }

  /**
   * Waits until the task ended, and learns how long its model takes.
   *
   * @param onStatus hears every status read
   * @return the last status read, which is no final one where {@code limit} passed first
   */
  public TaskStatus awaitEnd(
      StatusSource source, String model, Duration limit, Consumer<TaskStatus> onStatus)
      throws InterruptedException {
    long start = time.nanoTime();
    TaskStatus status =
        poll(
            source,
            new Wait(start, limit, pace.expected(model)),
            read -> {
              onStatus.accept(read);
              return read.ended();
            });
    if (status.succeeded()) {
      pace.record(model, since(start));
    }
    return status;
  }

  /**
   * Waits until the task ended or its status is another than at first.
   *
   * @return whether that was seen within {@code limit}
   */
  public boolean awaitMovement(StatusSource source, Duration limit) throws InterruptedException {
    FirstStatus first = new FirstStatus();
    return first.movedTo(poll(source, new Wait(time.nanoTime(), limit, null), first::movedTo));
  }

  private record Wait(long startNanos, Duration limit, @Nullable Duration expected) {}

  private TaskStatus poll(StatusSource source, Wait wait, Predicate<TaskStatus> done)
      throws InterruptedException {
    while (true) {
      Duration elapsed = since(wait.startNanos);
      Duration pause = schedule.next(elapsed, wait.expected, random.getAsDouble());
      Duration left = wait.limit.minus(elapsed);
      boolean last = left.compareTo(pause) <= 0;
      time.sleep(last ? max(left, Duration.ZERO) : pause);
      TaskStatus status = source.read(max(wait.limit.minus(since(wait.startNanos)), LAST_LOOK));
      if (done.test(status) || last) {
        return status;
      }
    }
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Duration since(long startNanos) {
    return Duration.ofNanos(time.nanoTime() - startNanos);
  }

  private static final class FirstStatus {
    private @Nullable String status;

    boolean movedTo(TaskStatus read) {
      if (status == null) {
        status = read.status();
      }
      return read.ended() || !read.status().equals(status);
    }
  }
}
