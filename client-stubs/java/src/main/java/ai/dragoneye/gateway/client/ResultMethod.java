package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.ResultServiceGrpc.ResultServiceStub;
import ai.dragoneye.gateway.v1.StreamImageResultsRequest;
import ai.dragoneye.gateway.v1.StreamImageResultsResponse;
import ai.dragoneye.gateway.v1.StreamVideoFramesRequest;
import ai.dragoneye.gateway.v1.StreamVideoFramesResponse;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An RPC that streams a result. */
record ResultMethod<H, T>(ResultKind<H, T> kind, Starter<H, T> starter) {
  /**
   * What to read.
   *
   * @param resumeToken where to begin; null for the beginning
   */
  record Request(String taskId, @Nullable ResultFilter filter, @Nullable String resumeToken) {}

  @FunctionalInterface
  interface Starter<H, T> {
    void start(ResultServiceStub stub, Request request, Inbound<ResultPiece<H, T>, ?> inbound);
  }

  static final ResultMethod<VideoHeader, VideoDetectedObject> VIDEO =
      new ResultMethod<>(ResultKind.VIDEO, ResultMethod::streamVideo);
  static final ResultMethod<VideoHeader, VideoFrame> FRAMES =
      new ResultMethod<>(ResultKind.FRAMES, ResultMethod::streamFrames);
  static final ResultMethod<ImageHeader, ImageDetectedObject> IMAGE =
      new ResultMethod<>(ResultKind.IMAGE, ResultMethod::streamImage);

  private static void streamVideo(
      ResultServiceStub stub,
      Request request,
      Inbound<ResultPiece<VideoHeader, VideoDetectedObject>, ?> inbound) {
    StreamVideoResultsRequest.Builder message =
        StreamVideoResultsRequest.newBuilder().setTaskId(request.taskId());
    if (request.filter() != null) {
      message.setFilter(request.filter());
    }
    if (request.resumeToken() != null) {
      message.setResumeToken(request.resumeToken());
    }
    Function<StreamVideoResultsResponse, ResultPiece<VideoHeader, VideoDetectedObject>> reader =
        ResultKind::pieceOf;
    stub.streamVideoResults(message.build(), new InboundObserver<>(inbound, reader, null));
  }

  private static void streamFrames(
      ResultServiceStub stub,
      Request request,
      Inbound<ResultPiece<VideoHeader, VideoFrame>, ?> inbound) {
    StreamVideoFramesRequest.Builder message =
        StreamVideoFramesRequest.newBuilder().setTaskId(request.taskId());
    if (request.filter() != null) {
      message.setFilter(request.filter());
    }
    if (request.resumeToken() != null) {
      message.setResumeToken(request.resumeToken());
    }
    Function<StreamVideoFramesResponse, ResultPiece<VideoHeader, VideoFrame>> reader =
        ResultKind::pieceOf;
    stub.streamVideoFrames(message.build(), new InboundObserver<>(inbound, reader, null));
  }

  private static void streamImage(
      ResultServiceStub stub,
      Request request,
      Inbound<ResultPiece<ImageHeader, ImageDetectedObject>, ?> inbound) {
    StreamImageResultsRequest.Builder message =
        StreamImageResultsRequest.newBuilder().setTaskId(request.taskId());
    if (request.filter() != null) {
      message.setFilter(request.filter());
    }
    if (request.resumeToken() != null) {
      message.setResumeToken(request.resumeToken());
    }
    Function<StreamImageResultsResponse, ResultPiece<ImageHeader, ImageDetectedObject>> reader =
        ResultKind::pieceOf;
    stub.streamImageResults(message.build(), new InboundObserver<>(inbound, reader, null));
  }
}
