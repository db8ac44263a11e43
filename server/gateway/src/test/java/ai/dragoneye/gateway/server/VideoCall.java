package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.v1.PredictVideoRequest;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.PredictVideoResponse.EventCase;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionProgress;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import java.util.List;

/** A PredictVideo call. */
final class VideoCall {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final GatheredCall<PredictVideoRequest, PredictVideoResponse> call;

  private VideoCall(GatheredCall<PredictVideoRequest, PredictVideoResponse> call) {
    this.call = call;
  }

  static VideoCall open(Channel channel) {
    return open(channel, GatheredCall.withinSeconds(30));
  }

  static VideoCall open(Channel channel, CallOptions options) {
    return new VideoCall(
        GatheredCall.open(channel, PredictionServiceGrpc.getPredictVideoMethod(), options));
  }

  static VideoCall openSilent(Channel channel) {
    return openSilent(channel, GatheredCall.withinSeconds(30));
  }

  static VideoCall openSilent(Channel channel, CallOptions options) {
    return new VideoCall(
        GatheredCall.openSilent(channel, PredictionServiceGrpc.getPredictVideoMethod(), options));
  }

  static PredictionConfig.Builder mp4() {
    return PredictionConfig.newBuilder()
        .setModel("recognize_anything/test")
        .setMimeType("video/mp4");
  }

  VideoCall config(PredictionConfig.Builder config) {
    call.send(PredictVideoRequest.newBuilder().setConfig(config).build());
    return this;
  }

  VideoCall chunk(byte[] bytes) {
    call.send(PredictVideoRequest.newBuilder().setChunk(ByteString.copyFrom(bytes)).build());
    return this;
  }

  /** All of the media in chunks, and the half-close. */
  VideoCall media(byte[] media) {
    for (int at = 0; at < media.length; at += CHUNK_BYTES) {
      int size = Math.min(CHUNK_BYTES, media.length - at);
      call.send(
          PredictVideoRequest.newBuilder().setChunk(ByteString.copyFrom(media, at, size)).build());
    }
    call.halfClose();
    return this;
  }

  GatheredCall<PredictVideoRequest, PredictVideoResponse> call() {
    return call;
  }

  void awaitEvent(EventCase kind) {
    call.await(event -> event.getEventCase() == kind);
  }

  List<PredictionProgress> progress() {
    return call.messages().stream()
        .filter(PredictVideoResponse::hasProgress)
        .map(PredictVideoResponse::getProgress)
        .toList();
  }
}
