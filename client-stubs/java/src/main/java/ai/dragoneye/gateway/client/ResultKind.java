package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import ai.dragoneye.gateway.v1.StreamImageResultsResponse;
import ai.dragoneye.gateway.v1.StreamVideoFramesResponse;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoFramePart;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * A kind of result stream.
 *
 * @param headers joins a header with its continuation
 * @param joiner makes what joins the parts of its elements
 */
record ResultKind<H, T>(BinaryOperator<H> headers, Supplier<PartJoiner<T>> joiner) {
  static final ResultKind<VideoHeader, VideoDetectedObject> VIDEO =
      new ResultKind<>(ResultKind::joined, VideoObjectJoiner::new);
  static final ResultKind<VideoHeader, VideoFrame> FRAMES =
      new ResultKind<>(ResultKind::joined, FrameJoiner::new);
  static final ResultKind<ImageHeader, ImageDetectedObject> IMAGE =
      new ResultKind<>((header, same) -> same, ImageObjectJoiner::new);

  private static VideoHeader joined(VideoHeader header, VideoHeader more) {
    return header.toBuilder()
        .addAllFrameTimestampsMicroseconds(more.getFrameTimestampsMicrosecondsList())
        .setLast(more.getLast())
        .build();
  }

  static ResultPiece<VideoHeader, VideoDetectedObject> pieceOf(
      StreamVideoResultsResponse response) {
    return switch (response.getEventCase()) {
      case HEADER -> header(response.getHeader());
      case OBJECT -> object(response.getObject());
      case COMPLETION -> new ResultPiece.Completion<>(response.getCompletion());
      case EVENT_NOT_SET -> new ResultPiece.Unknown<>();
    };
  }

  static ResultPiece<VideoHeader, VideoFrame> pieceOf(StreamVideoFramesResponse response) {
    return switch (response.getEventCase()) {
      case HEADER -> header(response.getHeader());
      case FRAME -> frame(response.getFrame());
      case COMPLETION -> new ResultPiece.Completion<>(response.getCompletion());
      case EVENT_NOT_SET -> new ResultPiece.Unknown<>();
    };
  }

  static ResultPiece<ImageHeader, ImageDetectedObject> pieceOf(
      StreamImageResultsResponse response) {
    return switch (response.getEventCase()) {
      case HEADER -> new ResultPiece.Header<>(response.getHeader(), true);
      case OBJECT -> object(response.getObject());
      case COMPLETION -> new ResultPiece.Completion<>(response.getCompletion());
      case EVENT_NOT_SET -> new ResultPiece.Unknown<>();
    };
  }

  static <T> ResultPiece<VideoHeader, T> header(VideoHeader header) {
    return new ResultPiece.Header<>(header, header.getLast());
  }

  static ResultPiece<VideoHeader, VideoDetectedObject> object(VideoObjectPart part) {
    return new ResultPiece.Element<>(
        part.getObjectIndex(),
        part.getObject(),
        part.hasContinuedCategoryIndex() ? part.getContinuedCategoryIndex() : -1,
        part.hasContinuedAttributeIndex() ? part.getContinuedAttributeIndex() : -1,
        part.getLast(),
        part.getResumeToken());
  }

  private static ResultPiece<VideoHeader, VideoFrame> frame(VideoFramePart part) {
    return new ResultPiece.Element<>(
        part.getFrameIndex(),
        part.getFrame(),
        part.hasContinuedCategoryIndex() ? part.getContinuedCategoryIndex() : -1,
        part.hasContinuedAttributeIndex() ? part.getContinuedAttributeIndex() : -1,
        part.getLast(),
        part.getResumeToken());
  }

  private static ResultPiece<ImageHeader, ImageDetectedObject> object(ImageObjectPart part) {
    return new ResultPiece.Element<>(
        part.getObjectIndex(),
        part.getObject(),
        part.hasContinuedCategoryIndex() ? part.getContinuedCategoryIndex() : -1,
        -1,
        part.getLast(),
        part.getResumeToken());
  }
}
