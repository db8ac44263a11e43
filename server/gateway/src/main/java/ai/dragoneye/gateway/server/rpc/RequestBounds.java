package ai.dragoneye.gateway.server.rpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Ends calls whose requests become too large, while they arrive: gRPC has one limit for all
 * methods, which that of media is. Stands before all other interceptors.
 */
public final class RequestBounds implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    CallContext context = CallContext.current();
    RequestMeter meter = context.requests();
    if (meter == null) {
      return next.startCall(call, headers);
    }
    RefusableCall<Q, R> refusable = new RefusableCall<>(call);
    meter.onExcess(failure -> refusable.refuse(context, failure));
    return new Listener<>(next.startCall(refusable, headers), refusable);
  }

  /** What is still on its way when a call is refused does not reach its handler. */
  private static final class Listener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final RefusableCall<Q, ?> call;

    Listener(ServerCall.Listener<Q> handler, RefusableCall<Q, ?> call) {
      super(handler);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      if (!call.refused()) {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      if (!call.refused()) {
        super.onHalfClose();
      }
    }
  }
}
