package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultServiceGrpc.ResultServiceImplBase;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A gateway that sends the first objects of {@link SampleVideo} and then no more. */
final class StalledVideo implements AutoCloseable {
  final CountDownLatch cancelled = new CountDownLatch(1);
  final FakeGateway gateway;

  private StalledVideo(int objects) {
    gateway = FakeGateway.serving(new Service(objects));
  }

  static StalledVideo after(int objects) {
    return new StalledVideo(objects);
  }

  @Override
  public void close() {
    gateway.close();
  }

  private final class Service extends ResultServiceImplBase {
    private final int objects;

    Service(int objects) {
      this.objects = objects;
    }

    @Override
    public void streamVideoResults(
        StreamVideoResultsRequest request, StreamObserver<StreamVideoResultsResponse> responses) {
      ((ServerCallStreamObserver<StreamVideoResultsResponse>) responses)
          .setOnCancelHandler(cancelled::countDown);
      List<StreamVideoResultsResponse> sent = new ArrayList<>();
      SampleVideo.inWholeParts().serve(request.getResumeToken(), new Collecting(sent));
      sent.subList(0, SampleVideo.headers().size() + objects).forEach(responses::onNext);
    }
  }

  private record Collecting(List<StreamVideoResultsResponse> sent)
      implements StreamObserver<StreamVideoResultsResponse> {
    @Override
    public void onNext(StreamVideoResultsResponse response) {
      sent.add(response);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
