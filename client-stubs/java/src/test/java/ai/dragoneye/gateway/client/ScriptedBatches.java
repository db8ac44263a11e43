package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.PredictImagesRequest;
import ai.dragoneye.gateway.v1.PredictImagesResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionError;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceImplBase;
import io.grpc.Status.Code;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/**
 * PredictImages: hands each image over to a test when it is complete. What a test leaves alone
 * answers at once, and refuses images that are shorter than declared.
 */
class ScriptedBatches extends PredictionServiceImplBase {
  /** An image as it was received. */
  record Received(String id, PredictionConfig config, long size) {}

  final List<Received> images = new CopyOnWriteArrayList<>();
  final CountDownLatch cancelled = new CountDownLatch(1);
  private final BiConsumer<Received, StreamObserver<PredictImagesResponse>> onImage;

  ScriptedBatches() {
    this(ScriptedBatches::answer);
  }

  ScriptedBatches(BiConsumer<Received, StreamObserver<PredictImagesResponse>> onImage) {
    this.onImage = onImage;
  }

  static void answer(Received image, StreamObserver<PredictImagesResponse> responses) {
    boolean cut = image.config().hasSizeBytes() && image.config().getSizeBytes() != image.size();
    responses.onNext(cut ? mismatch(image.id()) : predicted(image.id()));
  }

  static PredictImagesResponse predicted(String id) {
    return PredictImagesResponse.newBuilder()
        .setImageId(id)
        .setPrediction(ImagePrediction.newBuilder().setTaskId("task-" + id))
        .build();
  }

  static PredictImagesResponse mismatch(String id) {
    PredictionError error =
        PredictionError.newBuilder()
            .setCode(Code.INVALID_ARGUMENT.value())
            .setReason("SIZE_MISMATCH")
            .setMessage("The size is wrong")
            .putAllMetadata(Map.of("phase", "upload", "predict_sent", "no"))
            .build();
    return PredictImagesResponse.newBuilder().setImageId(id).setError(error).build();
  }

  /** Everything was received. */
  void onEnd(StreamObserver<PredictImagesResponse> responses) {
    responses.onCompleted();
  }

  @Override
  public final StreamObserver<PredictImagesRequest> predictImages(
      StreamObserver<PredictImagesResponse> responses) {
    ((ServerCallStreamObserver<PredictImagesResponse>) responses)
        .setOnCancelHandler(cancelled::countDown);
    return new Receiver(responses);
  }

  private final class Receiver implements StreamObserver<PredictImagesRequest> {
    private final StreamObserver<PredictImagesResponse> responses;
    private final Map<String, PredictionConfig> begun = new LinkedHashMap<>();
    private String id = "";
    private long size;

    Receiver(StreamObserver<PredictImagesResponse> responses) {
      this.responses = responses;
    }

    @Override
    public void onNext(PredictImagesRequest request) {
      switch (request.getPayloadCase()) {
        case START -> {
          id = request.getStart().getImageId();
          begun.put(id, request.getStart().getConfig());
          size = 0;
        }
        case CHUNK -> size += request.getChunk().size();
        case END -> {
          Received image =
              new Received(id, begun.getOrDefault(id, PredictionConfig.getDefaultInstance()), size);
          images.add(image);
          onImage.accept(image, responses);
        }
        case PAYLOAD_NOT_SET -> {}
      }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {
      onEnd(responses);
    }
  }
}
