package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.v1.Task;
import java.time.Duration;

/**
 * Reads tasks that were predicted before, here or elsewhere. Thread-safe; methods block and are
 * meant for virtual threads.
 *
 * <p>Failures are {@link FailureException}s and {@link
 * ai.dragoneye.gateway.upstream.UpstreamException}s.
 */
public final class Tasks {
  private static final Duration NOT_READY_RETRY = Duration.ofSeconds(1);

  private final StatusReader reader;
  private final TaskPoller poller;
  private final Duration statusLimit;

  /**
   * @param reader reads the status for one caller
   * @param statusLimit how long one look at a status may take, retries included
   */
  public Tasks(StatusReader reader, TaskPoller poller, Duration statusLimit) {
    this.reader = reader;
    this.poller = poller;
    this.statusLimit = statusLimit;
  }

  /** How the task is doing. */
  public Task task(ApiKey key, TaskName task) throws InterruptedException {
    return TaskMessages.of(task, reader.read(key, task.uuid(), statusLimit));
  }

  /** How the task is doing from now on; the polling is shared with all who watch it. */
  public TaskWatch watch(ApiKey key, String taskUuid) {
    return poller.watch(new KeyedTask(key, taskUuid), statusLimit);
  }

  /**
   * Makes sure that the results of a task can be read as those of {@code family}. The status tells
   * what the results would not, and spares the download of another family's.
   */
  public void requireSucceeded(ApiKey key, String taskUuid, MediaFamily family)
      throws InterruptedException {
    TaskStatus status = reader.read(key, taskUuid, statusLimit);
    TaskFamilies.require(family, status);
    requireSucceeded(status);
  }

  /** Makes sure that a task has results, and tells what they are about. */
  public MediaFamily requireSucceeded(ApiKey key, String taskUuid) throws InterruptedException {
    TaskStatus status = reader.read(key, taskUuid, statusLimit);
    requireSucceeded(status);
    return status.family();
  }

  private static void requireSucceeded(TaskStatus status) {
    if (status.failed()) {
      throw new FailureException(new Failure.PredictionFailed(status.status()));
    }
    if (!status.succeeded()) {
      throw new FailureException(new Failure.ResultsNotReady(status.status(), NOT_READY_RETRY));
    }
  }
}
