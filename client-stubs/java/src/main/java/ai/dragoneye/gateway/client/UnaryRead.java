package ai.dragoneye.gateway.client;

import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A read with one response, made again while no gateway can be reached, as often as a broken stream
 * is opened again: a restart of all gateways fails no read.
 *
 * <p>gRPC's own wait-for-ready is no substitute: only the deadline of the whole call would bound
 * it, and the reason of the connection would be lost. Failures that a gateway answers are the
 * transport's to repeat, see {@link ReadRetries}.
 */
final class UnaryRead<RespT> implements StreamObserver<RespT> {
  private final Connection connection;
  private final RunningCall<?, RespT> call;
  private final Consumer<StreamObserver<RespT>> starter;
  private final Reconnects reconnects;

  private UnaryRead(
      Connection connection,
      RunningCall<?, RespT> call,
      Consumer<StreamObserver<RespT>> starter,
      @Nullable Deadline deadline) {
    this.connection = connection;
    this.call = call;
    this.starter = starter;
    this.reconnects = connection.reconnects(deadline);
  }

  /**
   * Starts a read of a task.
   *
   * @param starter makes the gRPC call
   */
  static <ReqT, RespT> RunningCall<ReqT, RespT> start(
      Connection connection,
      String taskId,
      @Nullable Deadline deadline,
      Consumer<StreamObserver<RespT>> starter) {
    RunningCall<ReqT, RespT> call = new RunningCall<>(() -> new Observed(taskId, null));
    new UnaryRead<>(connection, call, starter, deadline).open();
    return call;
  }

  private void open() {
    reconnects.opened();
    call.start(running -> starter.accept(this));
  }

  @Override
  public void onNext(RespT response) {
    call.onNext(response);
  }

  @Override
  public void onError(Throwable failure) {
    StatusRuntimeException status = (StatusRuntimeException) failure;
    Optional<Duration> wait =
        CallFailures.isUnreached(status) && !connection.isClosed()
            ? reconnects.next(status)
            : Optional.empty();
    wait.ifPresentOrElse(
        time -> connection.reconnectAfter(time, this::open, call::fail),
        () -> call.onError(reconnects.explained(status)));
  }

  @Override
  public void onCompleted() {
    call.onCompleted();
  }
}
