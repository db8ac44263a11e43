package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.StreamImageResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoFramesRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;

/** Calls that read the results of a task. */
final class ResultCallers {
  private ResultCallers() {}

  static Ending getImageResults(Gateway gateway, Media media, String taskId) {
    var request = GetImageResultsRequest.newBuilder().setTaskId(taskId).build();
    return Ending.of(() -> gateway.results().getImageResults(request));
  }

  static Ending streamImageResults(Gateway gateway, Media media, String taskId) {
    var request = StreamImageResultsRequest.newBuilder().setTaskId(taskId).build();
    return Ending.of(() -> gateway.results().streamImageResults(request).forEachRemaining(_ -> {}));
  }

  static Ending streamVideoResults(Gateway gateway, Media media, String taskId) {
    var request = StreamVideoResultsRequest.newBuilder().setTaskId(taskId).build();
    return Ending.of(() -> gateway.results().streamVideoResults(request).forEachRemaining(_ -> {}));
  }

  static Ending streamVideoFrames(Gateway gateway, Media media, String taskId) {
    var request = StreamVideoFramesRequest.newBuilder().setTaskId(taskId).build();
    return Ending.of(() -> gateway.results().streamVideoFrames(request).forEachRemaining(_ -> {}));
  }

  static Ending downloadResults(Gateway gateway, Media media, String taskId) {
    var request = DownloadResultsRequest.newBuilder().setTaskId(taskId).build();
    return Ending.of(() -> gateway.results().downloadResults(request).forEachRemaining(_ -> {}));
  }
}
