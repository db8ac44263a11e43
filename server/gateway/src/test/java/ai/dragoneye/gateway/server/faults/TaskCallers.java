package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.WatchTaskRequest;

/** Calls that look at a task. */
final class TaskCallers {
  private TaskCallers() {}

  static Ending getTask(Gateway gateway, Media media, String taskId) {
    GetTaskRequest request = GetTaskRequest.newBuilder().setTaskId(taskId).build();
    return Ending.of(() -> gateway.tasks().getTask(request));
  }

  static Ending watchTask(Gateway gateway, Media media, String taskId) {
    WatchTaskRequest request = WatchTaskRequest.newBuilder().setTaskId(taskId).build();
    return Ending.of(() -> gateway.tasks().watchTask(request).forEachRemaining(_ -> {}));
  }
}
