package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.media.MediaMarshaller;
import ai.dragoneye.gateway.server.media.MediaMessage;
import ai.dragoneye.gateway.server.prediction.Predictions;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;

/** {@code PredictionService}. */
public final class PredictionRpc {
  private final Predictions predictions;
  private final ApiKey key;
  private final MediaCall.Shared shared;

  public PredictionRpc(
      Predictions predictions, ApiKey key, Calls calls, StallWatch stallWatch, int windowBytes) {
    this.predictions = predictions;
    this.key = key;
    this.shared = new MediaCall.Shared(calls, stallWatch, windowBytes);
  }

  /** The service as the server registers it. */
  public ServerServiceDefinition definition() {
    MethodDescriptor<MediaMessage, PredictImageResponse> predictImage =
        mediaMethod(PredictionServiceGrpc.getPredictImageMethod());
    ServiceDescriptor generated = PredictionServiceGrpc.getServiceDescriptor();
    ServiceDescriptor own =
        ServiceDescriptor.newBuilder(generated.getName())
            .setSchemaDescriptor(generated.getSchemaDescriptor())
            .addMethod(predictImage)
            .build();
    return ServerServiceDefinition.builder(own)
        .addMethod(
            predictImage,
            MediaCall.handler(
                shared,
                (inbox, observer) ->
                    PredictImageResponse.newBuilder()
                        .setPrediction(predictions.predictImage(key, inbox, observer))
                        .build()))
        .build();
  }

  /**
   * The method as it is served: for a CLIENT_STREAMING one grpc-java holds the headers, and the
   * task's id in them, back until the response. On the wire there is no difference.
   */
  private static <T> MethodDescriptor<MediaMessage, T> mediaMethod(
      MethodDescriptor<?, T> generated) {
    return generated.toBuilder(new MediaMarshaller(), generated.getResponseMarshaller())
        .setType(MethodType.BIDI_STREAMING)
        .build();
  }
}
