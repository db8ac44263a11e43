package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at tasks until they are where their watchers want them: a task is polled once however many
 * watch it with the same key. Thread-safe; blocks the calling virtual thread.
 */
public final class TaskPoller {
  private final PollTiming timing;
  private final ModelPace pace;
  private final TaskPolls polls;

  /**
   * @param reader reads the status for all watchers of a task
   * @param rate the ceiling over all polls
   */
  public TaskPoller(StatusReader reader, PollSchedule schedule, PollRate rate, ModelPace pace) {
    this(reader, PollTiming.of(schedule, rate), pace);
  }

  TaskPoller(StatusReader reader, PollTiming timing, ModelPace pace) {
    this.timing = timing;
    this.pace = pace;
    this.polls = new TaskPolls(reader, timing);
  }

  /**
   * Waits until a task that was just accepted ended, and learns how long its model takes.
   *
   * @param onChange hears the first status and each change, on the calling thread; where it is slow
   *     only the latest
   * @return the last status read, which is no final one where {@code limit} passed first, and empty
   *     where none was read
   * @throws ai.dragoneye.gateway.upstream.UpstreamException where the status cannot be read
   */
  public TaskStatus awaitEnd(
      KeyedTask task, String model, Duration limit, Consumer<TaskStatus> onChange)
      throws InterruptedException {
    long start = timing.now();
    KeyHash key = KeyHash.of(task.key());
    Watcher watcher = Watcher.ofTheEnd(start + limit.toNanos());
    try (TaskPolls.Place place = polls.join(task, watcher, pace.expected(key, model))) {
      TaskStatus status = place.awaitChange();
      while (status != null) {
        onChange.accept(status);
        if (status.ended()) {
          learn(key, model, start, status);
          return status;
        }
        status = place.awaitChange();
      }
      return orEmpty(place.lastStatus(), task);
    }
  }

  private void learn(KeyHash key, String model, long start, TaskStatus status) {
    if (status.succeeded()) {
      pace.record(key, model, since(start));
    }
  }

  private static TaskStatus orEmpty(@Nullable TaskStatus status, KeyedTask task) {
    return status == null ? new TaskStatus(task.uuid(), MediaFamily.UNKNOWN, "") : status;
  }

  /**
   * Watches a task, for as long as the caller likes.
   *
   * @param longestLook how long one look may take for this caller's sake, retries included
   */
  public TaskWatch watch(KeyedTask task, Duration longestLook) {
    return new TaskWatch(polls.join(task, Watcher.ofChanges(longestLook), null));
  }

  /**
   * Waits until a task ended or its status is another than at first.
   *
   * @return whether that was seen within {@code limit}
   */
  public boolean awaitMovement(StatusSource source, Duration limit) throws InterruptedException {
    return new MovementWait(source, limit, timing).run();
  }

  /** How many tasks are polled at the moment. */
  public int polledTasks() {
    return polls.size();
  }

  private Duration since(long startNanos) {
    return Duration.ofNanos(timing.now() - startNanos);
  }
}
