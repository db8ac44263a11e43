package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultServiceGrpc.ResultServiceImplBase;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A result without an end, sent as fast as it is read. */
final class EndlessVideo extends ResultServiceImplBase {
  static final int OBJECT_BYTES = 100_000;

  final AtomicLong sentObjects = new AtomicLong();
  final CountDownLatch cancelled = new CountDownLatch(1);

  @Override
  public void streamVideoResults(
      StreamVideoResultsRequest request, StreamObserver<StreamVideoResultsResponse> responses) {
    ServerCallStreamObserver<StreamVideoResultsResponse> call =
        (ServerCallStreamObserver<StreamVideoResultsResponse>) responses;
    call.setOnCancelHandler(cancelled::countDown);
    call.onNext(StreamVideoResultsResponse.newBuilder().setHeader(SampleVideo.HEADER).build());
    call.setOnReadyHandler(() -> sendWhileReady(call));
  }

  private void sendWhileReady(ServerCallStreamObserver<StreamVideoResultsResponse> call) {
    while (call.isReady() && !call.isCancelled()) {
      call.onNext(object(sentObjects.getAndIncrement()));
    }
  }

  private static StreamVideoResultsResponse object(long index) {
    VideoCategoryPrediction category =
        VideoCategoryPrediction.newBuilder().setName("x".repeat(OBJECT_BYTES)).build();
    VideoDetectedObject object =
        VideoDetectedObject.newBuilder()
            .setObjectId(index)
            .addBboxObservations(VideoBboxObservation.getDefaultInstance())
            .addCategories(category)
            .build();
    VideoObjectPart part =
        VideoObjectPart.newBuilder()
            .setObjectIndex(index)
            .setObject(object)
            .setLast(true)
            .setResumeToken("after-" + index)
            .build();
    return StreamVideoResultsResponse.newBuilder().setObject(part).build();
  }
}
