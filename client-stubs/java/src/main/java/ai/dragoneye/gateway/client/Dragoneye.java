package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.GetImageResultsResponse;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.SubmitPredictionRequest;
import ai.dragoneye.gateway.v1.SubmitPredictionResponse;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import io.grpc.Channel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client of a Dragoneye gateway.
 *
 * <p>For any number of threads and calls at once; make one and keep it. Calls block unless their
 * name ends in {@code Async}. An interrupt of the calling thread, or cancelling the future, cancels
 * the call. A call that fails throws a {@link DragoneyeException}, or completes its future with
 * one; {@link java.io.UncheckedIOException} where media cannot be read.
 *
 * <p>Predictions are never repeated by themselves; reads are, a few times, while no gateway is
 * available.
 */
public final class Dragoneye implements AutoCloseable {
  private final Connection connection;
  private final TaskReader tasks;
  private final ResultReader results;

  /**
   * A client over a channel of the caller's, which remains the caller's: its credentials, retries
   * and keepalive are as the caller made them, and it is not closed.
   */
  public Dragoneye(Channel channel) {
    this(Connection.over(channel));
  }

  Dragoneye(Connection connection) {
    this.connection = connection;
    this.tasks = new TaskReader(connection);
    this.results = new ResultReader(connection);
  }

  /**
   * A client of the gateway at the address that the environment variable {@code DRAGONEYE_GATEWAY}
   * holds. Connects at the first call.
   *
   * @throws IllegalStateException if the variable is not set
   * @throws IllegalArgumentException if it holds no address
   */
  public static Dragoneye connect() {
    return builder().build();
  }

  /**
   * A client of the gateway at an address, for example {@code localhost:50051} or {@code
   * https://gateway.example}; see {@link DragoneyeBuilder#address}. Connects at the first call.
   *
   * @throws IllegalArgumentException if this is no address
   */
  public static Dragoneye connect(String address) {
    return builder().address(address).build();
  }

  /** Begins a client with a token, an API key or other settings. */
  public static DragoneyeBuilder builder() {
    return new DragoneyeBuilder(System::getenv);
  }

  /**
   * Predicts an image with the default options and waits for the result. SDK: {@code
   * predict_image}.
   */
  public ImagePrediction predictImage(Image image, String model) {
    return predictImage(image, model, PredictOptions.defaults());
  }

  /**
   * Predicts an image and waits for the result. The image is read on the calling thread. SDK:
   * {@code predict_image}.
   *
   * @param model the model's name, for example {@code recognize_anything/my_model}
   */
  public ImagePrediction predictImage(Image image, String model, PredictOptions options) {
    return imageCall(image, model, options).run(PredictImageResponse::getPrediction);
  }

  /** Predicts an image with the default options. */
  public CompletableFuture<ImagePrediction> predictImageAsync(Image image, String model) {
    return predictImageAsync(image, model, PredictOptions.defaults());
  }

  /**
   * Predicts an image. It is read on a thread of the executor's, which is free again once the image
   * is sent.
   *
   * @param model the model's name, for example {@code recognize_anything/my_model}
   * @return completes on a thread of the channel's; cancelling it (not a future derived from it)
   *     cancels the call
   */
  public CompletableFuture<ImagePrediction> predictImageAsync(
      Image image, String model, PredictOptions options) {
    return imageCall(image, model, options)
        .runOn(connection.executor(), PredictImageResponse::getPrediction);
  }

  private MediaCall<PredictImageRequest, PredictImageResponse> imageCall(
      Image image, String model, PredictOptions options) {
    return new MediaCall<>(
        MediaMethod.PREDICT_IMAGE, new MediaRequest(image.content(), model, options), connection);
  }

  /** Predicts a video with the default options and waits for the whole result. */
  public VideoPrediction predictVideo(Video video, String model) {
    return predictVideo(video, model, PredictOptions.defaults());
  }

  /**
   * Predicts a video and waits for the whole result. The video is read on the calling thread. SDK:
   * {@code predict_video}.
   */
  public VideoPrediction predictVideo(Video video, String model, PredictOptions options) {
    return videoCall(video, model, options).run();
  }

  /** Predicts a video. It is read on a thread of the executor's. */
  public CompletableFuture<VideoPrediction> predictVideoAsync(
      Video video, String model, PredictOptions options) {
    VideoCollector collector = new VideoCollector();
    return videoCall(video, model, options).deliverTo(collector, collector::prediction);
  }

  /**
   * Predicts a video and gives its objects as they come. The video is read on a thread of the
   * executor's; {@link PredictOptions.Builder#onProgress} and {@link PredictOptions.Builder#onTask}
   * tell what goes on before the result begins.
   */
  public ResultStream<VideoHeader, VideoDetectedObject> streamVideoPrediction(
      Video video, String model, PredictOptions options) {
    return videoCall(video, model, options).stream();
  }

  /** Predicts a video and tells a listener its objects. It is read on the executor too. */
  public CompletableFuture<ResultCompletion> streamVideoPredictionAsync(
      Video video,
      String model,
      PredictOptions options,
      ResultListener<VideoHeader, VideoDetectedObject> listener) {
    return videoCall(video, model, options).deliverTo(listener, Function.identity());
  }

  private VideoCall videoCall(Video video, String model, PredictOptions options) {
    return new VideoCall(new MediaRequest(video.content(), model, options), connection);
  }

  /**
   * Predicts many images over one stream. They are opened and read one after another, ahead of the
   * results only as far as the gateway takes them, on a thread of the client's own. An image that
   * fails, or cannot be opened, does not end the batch. One whose reading breaks off fails alone if
   * its size or checksum is declared, as a file's is; else the batch ends.
   *
   * @param images iterated once, so that {@code () -> iterator} does
   */
  public BatchStream predictImages(
      Iterable<BatchImage> images, String model, PredictOptions options) {
    return new BatchCall(model, options, connection).stream(images);
  }

  /** As {@link #predictImages}, telling a listener, which runs on the executor. */
  public CompletableFuture<@Nullable Void> predictImagesAsync(
      Iterable<BatchImage> images,
      String model,
      PredictOptions options,
      Consumer<BatchResult> listener) {
    return new BatchCall(model, options, connection).deliverTo(listener, images);
  }

  /**
   * Starts a prediction and returns as soon as the service accepted it; attach to it with {@link
   * #tasks()} and {@link #results()}, now or from elsewhere. The media is read on the calling
   * thread.
   */
  public Task submit(Media media, String model, PredictOptions options) {
    return submission(media, model, options).run(SubmitPredictionResponse::getTask);
  }

  /** Starts a prediction. The media is read on a thread of the executor's. */
  public CompletableFuture<Task> submitAsync(Media media, String model, PredictOptions options) {
    return submission(media, model, options)
        .runOn(connection.executor(), SubmitPredictionResponse::getTask);
  }

  private MediaCall<SubmitPredictionRequest, SubmitPredictionResponse> submission(
      Media media, String model, PredictOptions options) {
    return new MediaCall<>(
        MediaMethod.SUBMIT, new MediaRequest(media.content(), model, options), connection);
  }

  /** Watches tasks and waits for them. */
  public TaskReader tasks() {
    return tasks;
  }

  /** Streams and downloads results. */
  public ResultReader results() {
    return results;
  }

  /** Reads how a task is doing. SDK: {@code status}. */
  public Task status(String taskId) {
    return tasks.get(taskId, null).await(GetTaskResponse::getTask);
  }

  /** Reads how a task is doing, within a deadline. */
  public Task status(String taskId, Duration deadline) {
    return tasks.get(taskId, deadline).await(GetTaskResponse::getTask);
  }

  /** Reads how a task is doing. Cancelling the future cancels the call. */
  public CompletableFuture<Task> statusAsync(String taskId) {
    return tasks.get(taskId, null).future(GetTaskResponse::getTask);
  }

  /** Reads how a task is doing, within a deadline. Cancelling the future cancels the call. */
  public CompletableFuture<Task> statusAsync(String taskId, Duration deadline) {
    return tasks.get(taskId, deadline).future(GetTaskResponse::getTask);
  }

  /** Reads the results of an image's task that succeeded. SDK: {@code get_image_results}. */
  public ImagePrediction getImageResults(String taskId) {
    return results.getImage(taskId, null).await(GetImageResultsResponse::getPrediction);
  }

  /** Reads the results of an image's task that succeeded, within a deadline. */
  public ImagePrediction getImageResults(String taskId, Duration deadline) {
    return results.getImage(taskId, deadline).await(GetImageResultsResponse::getPrediction);
  }

  /** Reads the results of an image's task. Cancelling the future cancels the call. */
  public CompletableFuture<ImagePrediction> getImageResultsAsync(String taskId) {
    return results.getImage(taskId, null).future(GetImageResultsResponse::getPrediction);
  }

  /** Reads the results of an image's task, within a deadline. */
  public CompletableFuture<ImagePrediction> getImageResultsAsync(String taskId, Duration deadline) {
    return results.getImage(taskId, deadline).future(GetImageResultsResponse::getPrediction);
  }

  /** Reads the whole results of a video's task that succeeded. SDK: {@code get_video_results}. */
  public VideoPrediction getVideoResults(String taskId) {
    return getVideoResults(taskId, ResultOptions.defaults());
  }

  /** Reads the results of a video's task that succeeded. SDK: {@code get_video_results}. */
  public VideoPrediction getVideoResults(String taskId, ResultOptions options) {
    return VideoCollector.collect(results.streamVideo(taskId, options));
  }

  /** Reads the results of a video's task. Cancelling the future cancels the call. */
  public CompletableFuture<VideoPrediction> getVideoResultsAsync(
      String taskId, ResultOptions options) {
    return results.getVideoAsync(taskId, options);
  }

  /**
   * The channel with this client's address, credentials and retries, for the generated stubs:
   * {@code ResultServiceGrpc.newBlockingV2Stub(dragoneye.channel())} reaches every RPC. It is this
   * client's to close.
   */
  public Channel channel() {
    return connection.channel();
  }

  /**
   * Closes what this client opened. Calls still running end with {@link
   * GatewayUnavailableException} or {@link CallCancelledException}. Does not wait; may be called
   * repeatedly.
   */
  @Override
  public void close() {
    connection.close();
  }
}
