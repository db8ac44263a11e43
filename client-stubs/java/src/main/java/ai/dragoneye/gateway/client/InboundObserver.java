package ai.dragoneye.gateway.client;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One gRPC call of an {@link Inbound}. */
final class InboundObserver<ReqT, RespT, M> implements ClientResponseObserver<ReqT, RespT> {
  private final Inbound<M, ?> inbound;
  private final Function<RespT, M> reader;
  private final @Nullable Outbound<ReqT> outbound;

  /**
   * @param reader what a response is to the stream
   * @param outbound the sending side, where there is one
   */
  InboundObserver(
      Inbound<M, ?> inbound, Function<RespT, M> reader, @Nullable Outbound<ReqT> outbound) {
    this.inbound = inbound;
    this.reader = reader;
    this.outbound = outbound;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ReqT> call) {
    call.disableAutoRequestWithInitial(1);
    inbound.opened(() -> call.request(1));
    if (outbound != null) {
      outbound.attach(call);
    }
  }

  @Override
  public void onNext(RespT response) {
    M message;
    try {
      message = reader.apply(response);
    } catch (RuntimeException | Error e) {
      inbound.fail(e);
      return;
    }
    inbound.received(message);
  }

  @Override
  public void onError(Throwable failure) {
    endOutbound();
    inbound.broke(failure);
  }

  @Override
  public void onCompleted() {
    endOutbound();
    inbound.ended();
  }

  private void endOutbound() {
    if (outbound != null) {
      outbound.end();
    }
  }
}
