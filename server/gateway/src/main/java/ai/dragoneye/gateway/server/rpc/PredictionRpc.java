package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.config.MediaSettings;
import ai.dragoneye.gateway.server.media.BatchInbox;
import ai.dragoneye.gateway.server.media.BatchMessage;
import ai.dragoneye.gateway.server.media.MediaInbox;
import ai.dragoneye.gateway.server.media.MediaMarshaller;
import ai.dragoneye.gateway.server.media.MediaMessage;
import ai.dragoneye.gateway.server.prediction.MediaMethod;
import ai.dragoneye.gateway.server.prediction.Predictions;
import ai.dragoneye.gateway.server.wire.WireMarshaller;
import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.PredictImagesResponse;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import ai.dragoneye.gateway.v1.SubmitPredictionResponse;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.List;

/** {@code PredictionService}. */
public final class PredictionRpc {
  private final Predictions predictions;
  private final ApiKey key;
  private final MediaSettings settings;
  private final CallTimer timer;
  private final MediaCall.Shared shared;

  public PredictionRpc(
      Predictions predictions, ApiKey key, MediaSettings settings, Calls calls, CallTimer timer) {
    this.predictions = predictions;
    this.key = key;
    this.settings = settings;
    this.timer = timer;
    this.shared = new MediaCall.Shared(calls, new StallWatch(settings.stallTimeout(), timer));
  }

  /** The service as the server registers it. */
  public ServerServiceDefinition definition() {
    return ServedMethods.of(
        PredictionServiceGrpc.getServiceDescriptor(),
        List.of(predictImage(), predictVideo(), predictImages(), submitPrediction()));
  }

  private ServerMethodDefinition<MediaMessage, PredictImageResponse> predictImage() {
    return ofMedia(
        PredictionServiceGrpc.getPredictImageMethod(),
        PredictionServiceGrpc.getPredictImageMethod().getResponseMarshaller(),
        (inbox, caller) -> {
          CallProgress progress =
              new CallProgress(caller.context().standing(), caller.sending()::announce);
          caller
              .sending()
              .send(
                  PredictImageResponse.newBuilder()
                      .setPrediction(
                          predictions.predictImage(key, MediaMethod.PREDICT_IMAGE, inbox, progress))
                      .build());
        });
  }

  private ServerMethodDefinition<MediaMessage, WireMessage> predictVideo() {
    return ofMedia(
        PredictionServiceGrpc.getPredictVideoMethod(),
        new WireMarshaller(),
        (inbox, caller) -> {
          VideoEvents events =
              new VideoEvents(
                  caller.context().standing(), caller.sending(), settings.stallTimeout(), timer);
          predictions.predictVideo(key, inbox, events, events);
        });
  }

  private ServerMethodDefinition<MediaMessage, SubmitPredictionResponse> submitPrediction() {
    return ofMedia(
        PredictionServiceGrpc.getSubmitPredictionMethod(),
        PredictionServiceGrpc.getSubmitPredictionMethod().getResponseMarshaller(),
        (inbox, caller) -> {
          CallProgress progress =
              new CallProgress(caller.context().standing(), caller.sending()::announce);
          caller
              .sending()
              .send(
                  SubmitPredictionResponse.newBuilder()
                      .setTask(predictions.submit(key, inbox, progress))
                      .build());
        });
  }

  private ServerMethodDefinition<BatchMessage, PredictImagesResponse> predictImages() {
    return ServerMethodDefinition.create(
        served(
            PredictionServiceGrpc.getPredictImagesMethod(),
            MediaMarshaller.ofBatch(),
            PredictionServiceGrpc.getPredictImagesMethod().getResponseMarshaller()),
        MediaCall.handler(
            shared,
            (ask, onViolation) ->
                new BatchInbox(
                    settings.windowBytes(), settings.batch().maxImages(), ask, onViolation),
            (inbox, caller) ->
                new ImageBatch(
                        (image, progress) ->
                            predictions.predictImage(
                                key, MediaMethod.PREDICT_IMAGES, image, progress),
                        caller,
                        settings)
                    .run(inbox)));
  }

  private <T> ServerMethodDefinition<MediaMessage, T> ofMedia(
      MethodDescriptor<?, ?> generated,
      MethodDescriptor.Marshaller<T> responses,
      MediaCall.Body<MediaInbox, T> body) {
    return ServerMethodDefinition.create(
        served(generated, MediaMarshaller.ofMedia(), responses),
        MediaCall.handler(
            shared,
            (ask, onViolation) -> new MediaInbox(settings.windowBytes(), ask, onViolation),
            body));
  }

  /**
   * The method as it is served: for a CLIENT_STREAMING one grpc-java holds the headers, and the
   * task's id in them, back until the response. On the wire there is no difference.
   */
  private static <M, T> MethodDescriptor<M, T> served(
      MethodDescriptor<?, ?> generated,
      MediaMarshaller<M> requests,
      MethodDescriptor.Marshaller<T> responses) {
    return generated.toBuilder(requests, responses).setType(MethodType.BIDI_STREAMING).build();
  }
}
