package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;

/**
 * Between the {@code task_id} that callers see and the service's uuid: the same text, as long as
 * tasks are not private.
 */
public final class TaskIds {
  private static final int MAX_LENGTH = 512;

  private TaskIds() {}

  /** The id under which callers know the task. */
  public static String idOf(String taskUuid) {
    return taskUuid;
  }

  /**
   * The service's uuid of the task that a caller names.
   *
   * @throws FailureException with InvalidRequest where no task can have this id
   */
  public static String uuidOf(String taskId) {
    if (taskId.isEmpty()) {
      throw invalid("is missing; send the task_id that the gateway gave out");
    }
    if (taskId.length() > MAX_LENGTH || !taskId.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw invalid(
          "is not of the gateway's making: those have at most "
              + MAX_LENGTH
              + " visible ASCII characters; send the task_id that the gateway gave out");
    }
    return taskId;
  }

  private static FailureException invalid(String description) {
    return new FailureException(new Failure.InvalidRequest("task_id", description));
  }
}
