package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.TaskStatus;
import java.util.Objects;

/** The changes of a task's status, for one thread. Closing it ends the watch. */
public final class TaskWatch implements AutoCloseable {
  private final TaskPolls.Place place;

  TaskWatch(TaskPolls.Place place) {
    this.place = place;
  }

  /**
   * The current status at the first call, then waits for another one. Changes that came since the
   * last call are one: only the latest status counts. Not to be called after the final status.
   *
   * @throws ai.dragoneye.gateway.upstream.UpstreamException where the status cannot be read
   */
  public TaskStatus next() throws InterruptedException {
    return Objects.requireNonNull(place.awaitChange());
  }

  @Override
  public void close() {
    place.close();
  }
}
