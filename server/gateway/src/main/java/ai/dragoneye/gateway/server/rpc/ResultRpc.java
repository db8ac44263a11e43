package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.results.Results;
import ai.dragoneye.gateway.server.task.TaskIds;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetImageResultsResponse;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import io.grpc.stub.StreamObserver;

/** {@code ResultService}. */
public final class ResultRpc extends ResultServiceGrpc.ResultServiceImplBase {
  private final Results results;
  private final ApiKey key;
  private final Calls calls;

  public ResultRpc(Results results, ApiKey key, Calls calls) {
    this.results = results;
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
              .setPrediction(results.image(key, uuid))
              .build();
        });
  }
}
