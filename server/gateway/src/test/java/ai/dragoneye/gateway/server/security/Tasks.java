package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import io.grpc.Channel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;

/** Asks for a task in all ways there are, and tells how the call ended. */
final class Tasks {
  private Tasks() {}

  static Code get(Channel channel, String taskId) {
    return end(
        () -> {
          var _ = tasks(channel).getTask(GetTaskRequest.newBuilder().setTaskId(taskId).build());
        });
  }

  static Code watch(Channel channel, String taskId) {
    return end(
        () ->
            tasks(channel)
                .watchTask(WatchTaskRequest.newBuilder().setTaskId(taskId).build())
                .forEachRemaining(_ -> {}));
  }

  static Code results(Channel channel, String taskId) {
    return end(
        () -> {
          var _ =
              reads(channel)
                  .getImageResults(GetImageResultsRequest.newBuilder().setTaskId(taskId).build());
        });
  }

  static Code download(Channel channel, String taskId) {
    return end(
        () ->
            reads(channel)
                .downloadResults(DownloadResultsRequest.newBuilder().setTaskId(taskId).build())
                .forEachRemaining(_ -> {}));
  }

  private static TaskServiceGrpc.TaskServiceBlockingStub tasks(Channel channel) {
    return TaskServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  private static ResultServiceGrpc.ResultServiceBlockingStub reads(Channel channel) {
    return ResultServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  private static Code end(Runnable call) {
    try {
      call.run();
      return Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }
}
