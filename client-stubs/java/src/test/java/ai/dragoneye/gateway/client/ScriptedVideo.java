package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultServiceGrpc.ResultServiceImplBase;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** StreamVideoResults by a script. */
final class ScriptedVideo extends ResultServiceImplBase {
  final List<StreamVideoResultsRequest> requests = new CopyOnWriteArrayList<>();
  private final ScriptedStream<StreamVideoResultsResponse> script;

  ScriptedVideo(ScriptedStream<StreamVideoResultsResponse> script) {
    this.script = script;
  }

  @Override
  public void streamVideoResults(
      StreamVideoResultsRequest request, StreamObserver<StreamVideoResultsResponse> responses) {
    requests.add(request);
    script.serve(request.getResumeToken(), responses);
  }
}
