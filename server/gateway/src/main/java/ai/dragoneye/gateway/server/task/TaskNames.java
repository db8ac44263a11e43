package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.security.Caller;
import ai.dragoneye.gateway.server.security.TaskHandles;
import ai.dragoneye.gateway.upstream.MediaFamily;
import org.jspecify.annotations.Nullable;

/**
 * Between the {@code task_id} that callers see and the service's uuid: the same text, or, where
 * tasks are private, a handle that holds for one caller. Thread-safe.
 */
public final class TaskNames {
  private static final int MAX_LENGTH = 512;

  private final @Nullable TaskHandles handles;

  /**
   * @param handles makes tasks private; null where whoever knows a uuid may use it
   */
  public TaskNames(@Nullable TaskHandles handles) {
    this.handles = handles;
  }

  /** What the task, which {@code owner} has begun, is called. */
  public TaskName of(String taskUuid, MediaFamily family, Caller owner) {
    return new TaskName(
        taskUuid, handles == null ? taskUuid : handles.seal(taskUuid, family, owner));
  }

  /**
   * The task that a caller names.
   *
   * @throws FailureException with InvalidRequest where no task can have this id, with TaskNotFound
   *     where it has none that this caller may use
   */
  public TaskName named(String taskId, Caller caller) {
    requireForm(taskId);
    if (handles == null) {
      return new TaskName(taskId, taskId);
    }
    return handles
        .open(taskId, caller)
        .map(uuid -> new TaskName(uuid, taskId))
        .orElseThrow(() -> new FailureException(new Failure.TaskNotFound()));
  }

  private static void requireForm(String taskId) {
    if (taskId.isEmpty()) {
      throw invalid("is missing; send the task_id that the gateway gave out");
    }
    if (taskId.length() > MAX_LENGTH || !taskId.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw invalid(
          "is not of the gateway's making: those have at most "
              + MAX_LENGTH
              + " visible ASCII characters; send the task_id that the gateway gave out");
    }
  }

  private static FailureException invalid(String description) {
    return new FailureException(new Failure.InvalidRequest("task_id", description));
  }
}
