package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetImageResultsResponse;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceStub;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
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
  private static final int SEND_AHEAD_BYTES = 1024 * 1024;

  private final Channel channel;
  private final Executor mediaExecutor;
  private final Runnable closing;
  private final PredictionServiceStub predictions;

  /**
   * A client over a channel of the caller's, which remains the caller's: its credentials, retries
   * and keepalive are as the caller made them, and it is not closed.
   */
  public Dragoneye(Channel channel) {
    this(channel, MediaThreads.newPool());
  }

  private Dragoneye(Channel channel, ExecutorService ownPool) {
    this(channel, ownPool, ownPool::shutdownNow);
  }

  private Dragoneye(Channel channel, Executor mediaExecutor, Runnable closing) {
    this.channel = channel;
    this.mediaExecutor = mediaExecutor;
    this.closing = closing;
    this.predictions =
        PredictionServiceGrpc.newStub(channel).withOnReadyThreshold(SEND_AHEAD_BYTES);
  }

  static Dragoneye owning(ManagedChannel channel, @Nullable Executor mediaExecutor) {
    if (mediaExecutor != null) {
      return new Dragoneye(channel, mediaExecutor, channel::shutdownNow);
    }
    ExecutorService pool = MediaThreads.newPool();
    return new Dragoneye(
        channel,
        pool,
        () -> {
          channel.shutdownNow();
          pool.shutdownNow();
        });
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
        .runOn(mediaExecutor, PredictImageResponse::getPrediction);
  }

  private MediaCall<PredictImageRequest, PredictImageResponse> imageCall(
      Image image, String model, PredictOptions options) {
    MediaRequest request = new MediaRequest(image.content(), model, options);
    return new MediaCall<>(
        MediaMethod.PREDICT_IMAGE, request, limited(predictions, options.deadline()));
  }

  /** Reads how a task is doing. SDK: {@code status}. */
  public Task status(String taskId) {
    return taskCall(taskId, null).await(GetTaskResponse::getTask);
  }

  /**
   * Reads how a task is doing, and waits for that at most as long as the deadline says. SDK: {@code
   * status}.
   */
  public Task status(String taskId, Duration deadline) {
    return taskCall(taskId, deadline).await(GetTaskResponse::getTask);
  }

  /** Reads how a task is doing. Cancelling the future cancels the call. */
  public CompletableFuture<Task> statusAsync(String taskId) {
    return taskCall(taskId, null).future(GetTaskResponse::getTask);
  }

  /** Reads how a task is doing, within a deadline. Cancelling the future cancels the call. */
  public CompletableFuture<Task> statusAsync(String taskId, Duration deadline) {
    return taskCall(taskId, deadline).future(GetTaskResponse::getTask);
  }

  private RunningCall<GetTaskRequest, GetTaskResponse> taskCall(
      String taskId, @Nullable Duration deadline) {
    RunningCall<GetTaskRequest, GetTaskResponse> call =
        new RunningCall<>(() -> new Observed(taskId, null));
    GetTaskRequest request = GetTaskRequest.newBuilder().setTaskId(taskId).build();
    call.start(
        observer -> limited(TaskServiceGrpc.newStub(channel), deadline).getTask(request, observer));
    return call;
  }

  /** Reads the results of an image's task that succeeded. SDK: {@code get_image_results}. */
  public ImagePrediction getImageResults(String taskId) {
    return resultsCall(taskId, null).await(GetImageResultsResponse::getPrediction);
  }

  /**
   * Reads the results of an image's task that succeeded, and waits for that at most as long as the
   * deadline says. SDK: {@code get_image_results}.
   */
  public ImagePrediction getImageResults(String taskId, Duration deadline) {
    return resultsCall(taskId, deadline).await(GetImageResultsResponse::getPrediction);
  }

  /**
   * Reads the results of an image's task that succeeded. Cancelling the future cancels the call.
   */
  public CompletableFuture<ImagePrediction> getImageResultsAsync(String taskId) {
    return resultsCall(taskId, null).future(GetImageResultsResponse::getPrediction);
  }

  /**
   * Reads the results of an image's task that succeeded, within a deadline. Cancelling the future
   * cancels the call.
   */
  public CompletableFuture<ImagePrediction> getImageResultsAsync(String taskId, Duration deadline) {
    return resultsCall(taskId, deadline).future(GetImageResultsResponse::getPrediction);
  }

  private RunningCall<GetImageResultsRequest, GetImageResultsResponse> resultsCall(
      String taskId, @Nullable Duration deadline) {
    RunningCall<GetImageResultsRequest, GetImageResultsResponse> call =
        new RunningCall<>(() -> new Observed(taskId, null));
    GetImageResultsRequest request = GetImageResultsRequest.newBuilder().setTaskId(taskId).build();
    call.start(
        observer ->
            limited(ResultServiceGrpc.newStub(channel), deadline)
                .getImageResults(request, observer));
    return call;
  }

  private static <S extends AbstractStub<S>> S limited(S stub, @Nullable Duration deadline) {
    return deadline == null
        ? stub
        : stub.withDeadlineAfter(Durations.positive("deadline", deadline));
  }

  /**
   * The channel with this client's address, credentials and retries, for the generated stubs:
   * {@code ResultServiceGrpc.newBlockingV2Stub(dragoneye.channel())} reaches every RPC. It is this
   * client's to close.
   */
  public Channel channel() {
    return channel;
  }

  /**
   * Closes what this client opened. Calls still running end with {@link
   * GatewayUnavailableException} or {@link CallCancelledException}. Does not wait; may be called
   * repeatedly.
   */
  @Override
  public void close() {
    closing.run();
  }
}
