package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.prediction.TaskIds;
import ai.dragoneye.gateway.server.prediction.Tasks;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetImageResultsResponse;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import io.grpc.stub.StreamObserver;

/** {@code ResultService}. */
public final class ResultRpc extends ResultServiceGrpc.ResultServiceImplBase {
  private final Tasks tasks;
  private final ApiKey key;
  private final Calls calls;

  public ResultRpc(Tasks tasks, ApiKey key, Calls calls) {
    this.tasks = tasks;
    this.key = key;
    this.calls = calls;
  }

  @Override
  public void getImageResults(
      GetImageResultsRequest request, StreamObserver<GetImageResultsResponse> observer) {
    calls.answer(
        observer,
        call -> {
          String uuid = TaskIds.uuidOf(request.getTaskId());
          call.taskId(request.getTaskId());
          call.phase(CallPhase.RESULTS);
          return GetImageResultsResponse.newBuilder()
              .setPrediction(tasks.imageResults(key, uuid))
              .build();
        });
  }
}
