package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.admission.BatchPlace;
import ai.dragoneye.gateway.server.admission.PredictionPlace;
import ai.dragoneye.gateway.server.config.MediaSettings;
import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.media.BatchInbox;
import ai.dragoneye.gateway.server.media.BatchMessage;
import ai.dragoneye.gateway.server.media.MediaInbox;
import ai.dragoneye.gateway.server.media.MediaMarshaller;
import ai.dragoneye.gateway.server.media.MediaMessage;
import ai.dragoneye.gateway.server.prediction.MediaMethod;
import ai.dragoneye.gateway.server.prediction.Predictions;
import ai.dragoneye.gateway.server.security.Caller;
import ai.dragoneye.gateway.server.wire.WireMarshaller;
import ai.dragoneye.gateway.server.wire.WireMessage;
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
  private final MediaSettings settings;
  private final CallTimer timer;
  private final Admission admission;
  private final MediaCall.Shared shared;

  /** What is done with the media of a call that was let in. */
  @FunctionalInterface
  private interface PlacedBody<T> {
    void run(MediaInbox inbox, MediaCall.Exchange<T> exchange, PredictionPlace place)
        throws InterruptedException;
  }

  public PredictionRpc(
      Predictions predictions,
      MediaSettings settings,
      Calls calls,
      CallTimer timer,
      Admission admission) {
    this.admission = admission;
    this.predictions = predictions;
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
        (inbox, exchange, place) -> {
          CallProgress progress =
              new CallProgress(exchange.context().standing(), exchange.sending()::announce);
          exchange
              .sending()
              .send(
                  PredictImageResponse.newBuilder()
                      .setPrediction(
                          predictions.predictImage(
                              caller(exchange),
                              MediaMethod.PREDICT_IMAGE,
                              inbox,
                              new PlacedPrediction(progress, place)))
                      .build());
        });
  }

  private ServerMethodDefinition<MediaMessage, WireMessage> predictVideo() {
    return ofMedia(
        PredictionServiceGrpc.getPredictVideoMethod(),
        new WireMarshaller(),
        (inbox, exchange, place) -> {
          VideoEvents events =
              new VideoEvents(
                  exchange.context().standing(),
                  exchange.sending(),
                  settings.stallTimeout(),
                  timer);
          predictions.predictVideo(
              caller(exchange), inbox, new PlacedPrediction(events, place), events);
        });
  }

  private ServerMethodDefinition<MediaMessage, SubmitPredictionResponse> submitPrediction() {
    return ofMedia(
        PredictionServiceGrpc.getSubmitPredictionMethod(),
        PredictionServiceGrpc.getSubmitPredictionMethod().getResponseMarshaller(),
        (inbox, exchange, place) -> {
          CallProgress progress =
              new CallProgress(exchange.context().standing(), exchange.sending()::announce);
          exchange
              .sending()
              .send(
                  SubmitPredictionResponse.newBuilder()
                      .setTask(
                          predictions.submit(
                              caller(exchange), inbox, new PlacedPrediction(progress, place)))
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
            this::predictImages));
  }

  private void predictImages(BatchInbox inbox, MediaCall.Exchange<PredictImagesResponse> exchange)
      throws InterruptedException {
    exchange.context().phase(CallPhase.ADMISSION);
    try (BatchPlace place = admission.batch(caller(exchange))) {
      exchange.context().phase(CallPhase.REQUEST);
      inbox.open();
      new ImageBatch(
              (image, progress) ->
                  predictions.predictImage(
                      caller(exchange), MediaMethod.PREDICT_IMAGES, image, progress),
              place,
              exchange,
              settings)
          .run(inbox);
    }
  }

  private static Caller caller(MediaCall.Exchange<?> exchange) {
    return exchange.context().caller();
  }

  private <T> ServerMethodDefinition<MediaMessage, T> ofMedia(
      MethodDescriptor<?, ?> generated,
      MethodDescriptor.Marshaller<T> responses,
      PlacedBody<T> body) {
    return ServerMethodDefinition.create(
        served(generated, MediaMarshaller.ofMedia(), responses),
        MediaCall.handler(
            shared,
            (ask, onViolation) -> new MediaInbox(settings.windowBytes(), ask, onViolation),
            (inbox, exchange) -> place(inbox, exchange, body)));
  }

  /** Nothing of the call is read before it was let in. */
  private <T> void place(MediaInbox inbox, MediaCall.Exchange<T> exchange, PlacedBody<T> body)
      throws InterruptedException {
    exchange.context().phase(CallPhase.ADMISSION);
    try (PredictionPlace place = admission.prediction(caller(exchange))) {
      exchange.context().phase(CallPhase.REQUEST);
      inbox.open();
      body.run(inbox, exchange, place);
    }
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
