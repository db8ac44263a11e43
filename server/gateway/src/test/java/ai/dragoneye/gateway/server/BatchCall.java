package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.v1.ImageEnd;
import ai.dragoneye.gateway.v1.ImageStart;
import ai.dragoneye.gateway.v1.PredictImagesRequest;
import ai.dragoneye.gateway.v1.PredictImagesResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A PredictImages call. */
final class BatchCall {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final GatheredCall<PredictImagesRequest, PredictImagesResponse> call;

  private BatchCall(GatheredCall<PredictImagesRequest, PredictImagesResponse> call) {
    this.call = call;
  }

  static BatchCall open(Channel channel) {
    return open(channel, GatheredCall.withinSeconds(60));
  }

  static BatchCall open(Channel channel, CallOptions options) {
    return new BatchCall(
        GatheredCall.open(channel, PredictionServiceGrpc.getPredictImagesMethod(), options));
  }

  static BatchCall openSilent(Channel channel) {
    return new BatchCall(
        GatheredCall.openSilent(
            channel,
            PredictionServiceGrpc.getPredictImagesMethod(),
            GatheredCall.withinSeconds(60)));
  }

  /** All of an image whose size is declared. */
  BatchCall image(String id, byte[] media) {
    return image(id, ImageCall.jpeg().setSizeBytes(media.length), media);
  }

  BatchCall image(String id, PredictionConfig.Builder config, byte[] media) {
    start(id, config);
    for (int at = 0; at < media.length; at += CHUNK_BYTES) {
      chunk(ByteString.copyFrom(media, at, Math.min(CHUNK_BYTES, media.length - at)));
    }
    return end();
  }

  BatchCall start(String id, PredictionConfig.Builder config) {
    return send(
        PredictImagesRequest.newBuilder()
            .setStart(ImageStart.newBuilder().setImageId(id).setConfig(config))
            .build());
  }

  BatchCall chunk(ByteString bytes) {
    return send(PredictImagesRequest.newBuilder().setChunk(bytes).build());
  }

  BatchCall end() {
    return send(PredictImagesRequest.newBuilder().setEnd(ImageEnd.getDefaultInstance()).build());
  }

  BatchCall send(PredictImagesRequest request) {
    call.send(request);
    return this;
  }

  BatchCall halfClose() {
    call.halfClose();
    return this;
  }

  GatheredCall<PredictImagesRequest, PredictImagesResponse> call() {
    return call;
  }

  /** Waits for the good end. */
  Answers answers() {
    return new Answers(
        call.complete().stream()
            .collect(Collectors.toMap(PredictImagesResponse::getImageId, Function.identity())));
  }

  /** The answers by image, of which each has one. */
  record Answers(Map<String, PredictImagesResponse> byImage) {
    PredictImagesResponse to(String id) {
      PredictImagesResponse answer = byImage.get(id);
      if (answer == null) {
        throw new AssertionError("no answer to " + id);
      }
      return answer;
    }
  }

  PredictImagesResponse answerTo(String id) {
    return call.await(answer -> answer.getImageId().equals(id));
  }
}
