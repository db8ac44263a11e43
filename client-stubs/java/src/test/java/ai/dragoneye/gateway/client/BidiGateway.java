package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/**
 * PredictImage that announces its task as soon as a call starts. Registered as bidirectional:
 * grpc-java holds headers of client streaming back until the response.
 */
final class BidiGateway implements BindableService {
  private final ServerCalls.BidiStreamingMethod<PredictImageRequest, PredictImageResponse>
      behaviour;

  BidiGateway(
      ServerCalls.BidiStreamingMethod<PredictImageRequest, PredictImageResponse> behaviour) {
    this.behaviour = behaviour;
  }

  @Override
  public ServerServiceDefinition bindService() {
    MethodDescriptor<PredictImageRequest, PredictImageResponse> method =
        PredictionServiceGrpc.getPredictImageMethod().toBuilder()
            .setType(MethodType.BIDI_STREAMING)
            .build();
    return ServerServiceDefinition.builder(PredictionServiceGrpc.SERVICE_NAME)
        .addMethod(
            method,
            (call, headers) -> {
              Metadata announcement = new Metadata();
              announcement.put(TaskIdListener.TASK_ID, "task-9");
              call.sendHeaders(announcement);
              return ServerCalls.asyncBidiStreamingCall(behaviour).startCall(call, headers);
            })
        .build();
  }

  /** Takes media and does nothing with it. */
  static final class Ignoring implements StreamObserver<PredictImageRequest> {
    @Override
    public void onNext(PredictImageRequest request) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
