package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.ImageCall;
import ai.dragoneye.gateway.server.Pictures;
import ai.dragoneye.gateway.server.RpcFailure;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import io.grpc.StatusRuntimeException;
import org.awaitility.Awaitility;

/** The kinds of calls. */
final class Callers {
  private static final byte[] JPEG = Pictures.jpeg();

  private Callers() {}

  /** Has a picture predicted and does not wait for the end. */
  static String submit(Gateway gateway) {
    ImageCall call = gateway.predictImage().config(ImageCall.jpeg()).media(JPEG);
    String taskId = call.taskId();
    call.cancel();
    Awaitility.await().until(() -> gateway.server().activeCalls() == 0);
    return taskId;
  }

  static Ending predictImage(Gateway gateway, Media media, String taskId) {
    byte[] bytes = media.fill(JPEG);
    ImageCall call =
        gateway.predictImage().config(media.declare(ImageCall.jpeg(), bytes)).media(bytes);
    return call.succeeded() ? Ending.ok() : Ending.of(call.failure());
  }

  static Ending getTask(Gateway gateway, Media media, String taskId) {
    GetTaskRequest request = GetTaskRequest.newBuilder().setTaskId(taskId).build();
    return ending(() -> gateway.tasks().getTask(request));
  }

  static Ending getImageResults(Gateway gateway, Media media, String taskId) {
    GetImageResultsRequest request = GetImageResultsRequest.newBuilder().setTaskId(taskId).build();
    return ending(() -> gateway.results().getImageResults(request));
  }

  private static Ending ending(Runnable call) {
    try {
      call.run();
      return Ending.ok();
    } catch (StatusRuntimeException e) {
      return Ending.of(new RpcFailure(e));
    }
  }
}
