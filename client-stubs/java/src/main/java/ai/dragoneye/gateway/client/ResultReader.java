package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetImageResultsResponse;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoHeader;
import io.grpc.Deadline;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the results of tasks that succeeded, as often as wanted; part of a {@link Dragoneye}. A
 * task still in progress throws {@link PredictionTaskResultsUnavailableException}: wait for it with
 * {@link TaskReader#waitFor}.
 */
public final class ResultReader {
  private final Connection connection;

  ResultReader(Connection connection) {
    this.connection = connection;
  }

  RunningCall<GetImageResultsRequest, GetImageResultsResponse> getImage(
      String taskId, @Nullable Duration deadline) {
    GetImageResultsRequest request = GetImageResultsRequest.newBuilder().setTaskId(taskId).build();
    Deadline limit = Connection.deadlineAfter(deadline);
    return UnaryRead.start(
        connection,
        taskId,
        limit,
        observer -> connection.results(limit).getImageResults(request, observer));
  }

  /** The objects of an image; for results too large for {@link Dragoneye#getImageResults}. */
  public ResultStream<ImageHeader, ImageDetectedObject> streamImage(String taskId) {
    return streamImage(taskId, ResultOptions.defaults());
  }

  /** The objects of an image; for results too large for {@link Dragoneye#getImageResults}. */
  public ResultStream<ImageHeader, ImageDetectedObject> streamImage(
      String taskId, ResultOptions options) {
    return call(ResultMethod.IMAGE, taskId, options).stream();
  }

  /** Tells a listener the objects of an image. Cancelling the future cancels the call. */
  public CompletableFuture<ResultCompletion> streamImageAsync(
      String taskId,
      ResultOptions options,
      ResultListener<ImageHeader, ImageDetectedObject> listener) {
    return call(ResultMethod.IMAGE, taskId, options).deliverTo(listener, Function.identity());
  }

  /** The objects of a video, one whole object at a time. */
  public ResultStream<VideoHeader, VideoDetectedObject> streamVideo(String taskId) {
    return streamVideo(taskId, ResultOptions.defaults());
  }

  /** The objects of a video, one whole object at a time. */
  public ResultStream<VideoHeader, VideoDetectedObject> streamVideo(
      String taskId, ResultOptions options) {
    return call(ResultMethod.VIDEO, taskId, options).stream();
  }

  /** Tells a listener the objects of a video. Cancelling the future cancels the call. */
  public CompletableFuture<ResultCompletion> streamVideoAsync(
      String taskId,
      ResultOptions options,
      ResultListener<VideoHeader, VideoDetectedObject> listener) {
    return call(ResultMethod.VIDEO, taskId, options).deliverTo(listener, Function.identity());
  }

  CompletableFuture<VideoPrediction> getVideoAsync(String taskId, ResultOptions options) {
    VideoCollector collector = new VideoCollector();
    return call(ResultMethod.VIDEO, taskId, options).deliverTo(collector, collector::prediction);
  }

  /** The frames of a video in time order, each with the objects seen in it. */
  public ResultStream<VideoHeader, VideoFrame> streamFrames(String taskId) {
    return streamFrames(taskId, ResultOptions.defaults());
  }

  /** The frames of a video in time order, each with the objects seen in it. */
  public ResultStream<VideoHeader, VideoFrame> streamFrames(String taskId, ResultOptions options) {
    return call(ResultMethod.FRAMES, taskId, options).stream();
  }

  /** Tells a listener the frames of a video. Cancelling the future cancels the call. */
  public CompletableFuture<ResultCompletion> streamFramesAsync(
      String taskId, ResultOptions options, ResultListener<VideoHeader, VideoFrame> listener) {
    return call(ResultMethod.FRAMES, taskId, options).deliverTo(listener, Function.identity());
  }

  private <H extends com.google.protobuf.MessageLite, T extends com.google.protobuf.MessageLite>
      ResultCall<H, T> call(ResultMethod<H, T> method, String taskId, ResultOptions options) {
    return new ResultCall<>(method, taskId, options, connection);
  }

  /**
   * Writes the result archive, as the service made it, into a file: into a new one beside it first,
   * which takes its place once size and checksum were found right. If anything fails, what was
   * there remains, and nothing else. Where the connection breaks, the download begins again, up to
   * three times after bytes had come.
   *
   * @throws java.io.UncheckedIOException if the file cannot be written
   * @throws PredictionTaskResultsUnavailableException if size or checksum are wrong
   */
  public DownloadedResults download(String taskId, Path file) {
    return download(taskId, file, null);
  }

  /** As {@link #download(String, Path)}, within a deadline. */
  public DownloadedResults download(String taskId, Path file, @Nullable Duration deadline) {
    return Download.toFile(file, taskId, deadline, connection);
  }

  /**
   * Writes the result archive, as the service made it, into a stream, which remains the caller's.
   * What was written is worth nothing unless this returns. Where the connection breaks, the
   * download begins again only if no bytes had come.
   *
   * @throws java.io.UncheckedIOException if the stream cannot be written
   * @throws PredictionTaskResultsUnavailableException if size or checksum are wrong
   */
  public DownloadedResults download(String taskId, OutputStream target) {
    return download(taskId, target, null);
  }

  /** As {@link #download(String, OutputStream)}, within a deadline. */
  public DownloadedResults download(
      String taskId, OutputStream target, @Nullable Duration deadline) {
    return Download.toStream(target, taskId, deadline, connection);
  }
}
