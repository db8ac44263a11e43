package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.v1.PredictionType;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;

/** The service's view of a task as the contract's message. */
public final class TaskMessages {
  private TaskMessages() {}

  /** The task that was asked for, whatever the answer calls it. */
  public static Task of(TaskName task, TaskStatus status) {
    return Task.newBuilder()
        .setTaskId(task.id())
        .setPredictionTaskUuid(task.uuid())
        .setPredictionType(type(status.family()))
        .setState(state(status))
        .setStatus(status.status())
        .build();
  }

  /** A task that was accepted and whose status nobody has read yet. */
  public static Task justAccepted(TaskName task, MediaFamily family) {
    return of(task, new TaskStatus(task.uuid(), family, ""));
  }

  private static PredictionType type(MediaFamily family) {
    return switch (family) {
      case IMAGE -> PredictionType.PREDICTION_TYPE_IMAGE;
      case VIDEO -> PredictionType.PREDICTION_TYPE_VIDEO;
      case UNKNOWN -> PredictionType.PREDICTION_TYPE_UNSPECIFIED;
    };
  }

  private static TaskState state(TaskStatus status) {
    if (status.succeeded()) {
      return TaskState.TASK_STATE_SUCCEEDED;
    }
    return status.failed() ? TaskState.TASK_STATE_FAILED : TaskState.TASK_STATE_IN_PROGRESS;
  }
}
