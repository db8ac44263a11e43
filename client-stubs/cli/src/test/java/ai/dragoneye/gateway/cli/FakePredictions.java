package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.v1.ImageStart;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.PredictImagesRequest;
import ai.dragoneye.gateway.v1.PredictImagesResponse;
import ai.dragoneye.gateway.v1.PredictVideoRequest;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionError;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceImplBase;
import ai.dragoneye.gateway.v1.PredictionType;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.SubmitPredictionRequest;
import ai.dragoneye.gateway.v1.SubmitPredictionResponse;
import ai.dragoneye.gateway.v1.TaskState;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Predicts whatever it gets as the samples; media that begins with "bad" fails in a batch. */
final class FakePredictions extends PredictionServiceImplBase {
  final List<PredictionConfig> configs = new CopyOnWriteArrayList<>();
  final List<ByteString> chunks = new CopyOnWriteArrayList<>();
  final CountDownLatch complete = new CountDownLatch(1);
  final CountDownLatch cancelled = new CountDownLatch(1);
  volatile @Nullable StatusRuntimeException failure;
  volatile boolean silent;

  ByteString received() {
    return ByteString.copyFrom(chunks);
  }

  private void answer(StreamObserver<?> responses, Runnable success) {
    complete.countDown();
    StatusRuntimeException scripted = failure;
    if (scripted != null) {
      responses.onError(scripted);
    } else if (!silent) {
      success.run();
      responses.onCompleted();
    }
  }

  @Override
  public StreamObserver<PredictImageRequest> predictImage(
      StreamObserver<PredictImageResponse> responses) {
    watch(responses);
    return new Media<>(
        request -> take(request.hasConfig(), request.getConfig(), request.getChunk()),
        () ->
            answer(
                responses,
                () ->
                    responses.onNext(
                        PredictImageResponse.newBuilder()
                            .setPrediction(Samples.image(configs.get(0).getFileName()))
                            .build())));
  }

  private void watch(StreamObserver<?> responses) {
    ((ServerCallStreamObserver<?>) responses).setOnCancelHandler(cancelled::countDown);
  }

  private void take(boolean hasConfig, PredictionConfig config, ByteString chunk) {
    if (hasConfig) {
      configs.add(config);
    } else {
      chunks.add(chunk);
    }
  }

  @Override
  public StreamObserver<PredictVideoRequest> predictVideo(
      StreamObserver<PredictVideoResponse> responses) {
    watch(responses);
    return new Media<>(
        request -> take(request.hasConfig(), request.getConfig(), request.getChunk()),
        () -> {
          responses.onNext(
              PredictVideoResponse.newBuilder()
                  .setTask(
                      Samples.task(
                          PredictionType.PREDICTION_TYPE_VIDEO,
                          TaskState.TASK_STATE_IN_PROGRESS,
                          ""))
                  .build());
          answer(responses, () -> video(responses));
        });
  }

  private static void video(StreamObserver<PredictVideoResponse> responses) {
    responses.onNext(PredictVideoResponse.newBuilder().setHeader(Samples.videoHeader()).build());
    responses.onNext(
        PredictVideoResponse.newBuilder()
            .setObject(
                VideoObjectPart.newBuilder()
                    .setObject(Samples.videoObject(11))
                    .setLast(true)
                    .setResumeToken("token-0"))
            .build());
    responses.onNext(
        PredictVideoResponse.newBuilder()
            .setCompletion(ResultCompletion.newBuilder().setReadCount(1).setSentCount(1))
            .build());
  }

  @Override
  public StreamObserver<SubmitPredictionRequest> submitPrediction(
      StreamObserver<SubmitPredictionResponse> responses) {
    watch(responses);
    return new Media<>(
        request -> take(request.hasConfig(), request.getConfig(), request.getChunk()),
        () ->
            answer(
                responses,
                () ->
                    responses.onNext(
                        SubmitPredictionResponse.newBuilder()
                            .setTask(
                                Samples.task(
                                    PredictionType.PREDICTION_TYPE_VIDEO,
                                    TaskState.TASK_STATE_IN_PROGRESS,
                                    ""))
                            .build())));
  }

  @Override
  public StreamObserver<PredictImagesRequest> predictImages(
      StreamObserver<PredictImagesResponse> responses) {
    watch(responses);
    return new Batch(responses);
  }

  /** Answers each image at its end. */
  private final class Batch implements StreamObserver<PredictImagesRequest> {
    private final StreamObserver<PredictImagesResponse> responses;
    private ImageStart start = ImageStart.getDefaultInstance();
    private ByteString media = ByteString.EMPTY;

    Batch(StreamObserver<PredictImagesResponse> responses) {
      this.responses = responses;
    }

    @Override
    public void onNext(PredictImagesRequest request) {
      switch (request.getPayloadCase()) {
        case START -> {
          start = request.getStart();
          media = ByteString.EMPTY;
        }
        case CHUNK -> media = media.concat(request.getChunk());
        case END -> responses.onNext(answer());
        case PAYLOAD_NOT_SET -> {}
      }
    }

    private PredictImagesResponse answer() {
      PredictImagesResponse.Builder response =
          PredictImagesResponse.newBuilder().setImageId(start.getImageId());
      if (media.startsWith(ByteString.copyFromUtf8("bad"))) {
        return response
            .setError(
                PredictionError.newBuilder()
                    .setCode(9)
                    .setReason("PREDICTION_FAILED")
                    .setMessage("Not an image.")
                    .putMetadata("phase", "await"))
            .build();
      }
      return response.setPrediction(Samples.image(start.getConfig().getFileName())).build();
    }

    @Override
    public void onError(Throwable cut) {}

    @Override
    public void onCompleted() {
      FakePredictions.this.answer(responses, () -> {});
    }
  }

  /** A medium on its way in. */
  private static final class Media<T> implements StreamObserver<T> {
    private final Consumer<T> onMessage;
    private final Runnable onEnd;

    Media(Consumer<T> onMessage, Runnable onEnd) {
      this.onMessage = onMessage;
      this.onEnd = onEnd;
    }

    @Override
    public void onNext(T message) {
      onMessage.accept(message);
    }

    @Override
    public void onError(Throwable cut) {}

    @Override
    public void onCompleted() {
      onEnd.run();
    }
  }
}
