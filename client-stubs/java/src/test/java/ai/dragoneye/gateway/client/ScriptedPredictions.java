package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceImplBase;
import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * PredictImage as a test wants it. What a test leaves alone records the media and answers with
 * {@link #ANSWER}.
 */
class ScriptedPredictions extends PredictionServiceImplBase {
  static final ImagePrediction ANSWER =
      ImagePrediction.newBuilder().setTaskId("task-1").setPredictionTaskUuid("uuid-1").build();

  final List<PredictionConfig> configs = new CopyOnWriteArrayList<>();
  final List<ByteString> chunks = new CopyOnWriteArrayList<>();
  final AtomicInteger calls = new AtomicInteger();
  final CountDownLatch cancelled = new CountDownLatch(1);
  final CompletableFuture<ServerCallStreamObserver<PredictImageResponse>> call =
      new CompletableFuture<>();
  private final Consumer<ServerCallStreamObserver<PredictImageResponse>> onStart;
  private final Consumer<StreamObserver<PredictImageResponse>> onEnd;

  /** Answers when the media is complete. */
  ScriptedPredictions() {
    this(call -> {}, ScriptedPredictions::answer);
  }

  /** Does something when a call starts and something when its media is complete. */
  ScriptedPredictions(
      Consumer<ServerCallStreamObserver<PredictImageResponse>> onStart,
      Consumer<StreamObserver<PredictImageResponse>> onEnd) {
    this.onStart = onStart;
    this.onEnd = onEnd;
  }

  static void answer(StreamObserver<PredictImageResponse> responses) {
    responses.onNext(PredictImageResponse.newBuilder().setPrediction(ANSWER).build());
    responses.onCompleted();
  }

  ByteString received() {
    return ByteString.copyFrom(chunks);
  }

  @Override
  public final StreamObserver<PredictImageRequest> predictImage(
      StreamObserver<PredictImageResponse> responses) {
    ServerCallStreamObserver<PredictImageResponse> started =
        (ServerCallStreamObserver<PredictImageResponse>) responses;
    calls.incrementAndGet();
    started.setOnCancelHandler(cancelled::countDown);
    onStart.accept(started);
    call.complete(started);
    return new Recorder(responses);
  }

  private final class Recorder implements StreamObserver<PredictImageRequest> {
    private final StreamObserver<PredictImageResponse> responses;

    Recorder(StreamObserver<PredictImageResponse> responses) {
      this.responses = responses;
    }

    @Override
    public void onNext(PredictImageRequest request) {
      if (request.hasConfig()) {
        configs.add(request.getConfig());
      } else {
        chunks.add(request.getChunk());
      }
    }

    @Override
    public void onError(Throwable failure) {
      cancelled.countDown();
    }

    @Override
    public void onCompleted() {
      onEnd.accept(responses);
    }
  }
}
