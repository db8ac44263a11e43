package ai.dragoneye.gateway.client;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;

/** Tells when a call ends at its deadline, before the one who observes it hears of that. */
record TimedObserver<ReqT, RespT>(ClientResponseObserver<ReqT, RespT> observer, Runnable onDeadline)
    implements ClientResponseObserver<ReqT, RespT> {

  @Override
  public void beforeStart(ClientCallStreamObserver<ReqT> call) {
    observer.beforeStart(call);
  }

  @Override
  public void onNext(RespT response) {
    observer.onNext(response);
  }

  @Override
  public void onError(Throwable failure) {
    if (Status.fromThrowable(failure).getCode() == Status.Code.DEADLINE_EXCEEDED) {
      onDeadline.run();
    }
    observer.onError(failure);
  }

  @Override
  public void onCompleted() {
    observer.onCompleted();
  }
}
