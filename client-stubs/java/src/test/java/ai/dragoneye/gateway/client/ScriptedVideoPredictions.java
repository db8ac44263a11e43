package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.Phase;
import ai.dragoneye.gateway.v1.PredictVideoRequest;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionProgress;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceImplBase;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** PredictVideo that does as a test wants once the media is complete. */
final class ScriptedVideoPredictions extends PredictionServiceImplBase {
  final List<PredictionConfig> configs = new CopyOnWriteArrayList<>();
  final List<ByteString> chunks = new CopyOnWriteArrayList<>();
  final AtomicInteger calls = new AtomicInteger();
  final CountDownLatch cancelled = new CountDownLatch(1);
  private final Consumer<StreamObserver<PredictVideoResponse>> onEnd;

  ScriptedVideoPredictions(Consumer<StreamObserver<PredictVideoResponse>> onEnd) {
    this.onEnd = onEnd;
  }

  /** The uncut stream of {@link SampleVideo} in its finest parts, after progress and task. */
  static List<PredictVideoResponse> events() {
    List<PredictVideoResponse> events = new ArrayList<>();
    events.add(progress(Phase.PHASE_UPLOAD, ""));
    events.add(PredictVideoResponse.newBuilder().setTask(ScriptedTasks.task("")).build());
    events.add(progress(Phase.PHASE_AWAIT, "queued"));
    SampleVideo.inFinestParts().serve("", new Converting(events));
    return events;
  }

  private static PredictVideoResponse progress(Phase phase, String status) {
    PredictionProgress progress =
        PredictionProgress.newBuilder()
            .setPhase(phase)
            .setTransferredBytes(10)
            .setStatus(status)
            .build();
    return PredictVideoResponse.newBuilder().setProgress(progress).build();
  }

  @Override
  public StreamObserver<PredictVideoRequest> predictVideo(
      StreamObserver<PredictVideoResponse> responses) {
    calls.incrementAndGet();
    ((ServerCallStreamObserver<PredictVideoResponse>) responses)
        .setOnCancelHandler(cancelled::countDown);
    return new Receiver(responses);
  }

  private final class Receiver implements StreamObserver<PredictVideoRequest> {
    private final StreamObserver<PredictVideoResponse> responses;

    Receiver(StreamObserver<PredictVideoResponse> responses) {
      this.responses = responses;
    }

    @Override
    public void onNext(PredictVideoRequest request) {
      if (request.hasConfig()) {
        configs.add(request.getConfig());
      } else {
        chunks.add(request.getChunk());
      }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {
      onEnd.accept(responses);
    }
  }

  private record Converting(List<PredictVideoResponse> events)
      implements StreamObserver<StreamVideoResultsResponse> {
    @Override
    public void onNext(StreamVideoResultsResponse response) {
      PredictVideoResponse.Builder event = PredictVideoResponse.newBuilder();
      switch (response.getEventCase()) {
        case HEADER -> event.setHeader(response.getHeader());
        case OBJECT -> event.setObject(response.getObject());
        case COMPLETION -> event.setCompletion(response.getCompletion());
        case EVENT_NOT_SET -> {}
      }
      events.add(event.build());
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
