package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.RpcFailure;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import io.grpc.StatusRuntimeException;

/** Calls that read a task. */
final class Callers {
  private Callers() {}

  static Ending getTask(Gateway gateway, Media media, String taskId) {
    GetTaskRequest request = GetTaskRequest.newBuilder().setTaskId(taskId).build();
    return ending(() -> gateway.tasks().getTask(request));
  }

  static Ending watchTask(Gateway gateway, Media media, String taskId) {
    WatchTaskRequest request = WatchTaskRequest.newBuilder().setTaskId(taskId).build();
    return ending(() -> gateway.tasks().watchTask(request).forEachRemaining(_ -> {}));
  }

  static Ending getImageResults(Gateway gateway, Media media, String taskId) {
    GetImageResultsRequest request = GetImageResultsRequest.newBuilder().setTaskId(taskId).build();
    return ending(() -> gateway.results().getImageResults(request));
  }

  /** Runs a call to its end. */
  static Ending ending(Runnable call) {
    try {
      call.run();
      return Ending.ok();
    } catch (StatusRuntimeException e) {
      return Ending.of(new RpcFailure(e));
    }
  }
}
