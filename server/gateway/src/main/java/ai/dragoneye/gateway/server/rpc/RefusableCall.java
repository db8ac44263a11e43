package ai.dragoneye.gateway.server.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/** A call that may be refused while its handler waits for requests. Thread-safe. */
final class RefusableCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private boolean ended;
  private boolean refused;

  RefusableCall(ServerCall<Q, R> call) {
    super(call);
  }

  /** Ends the call with {@code failure}, unless the handler did. */
  synchronized void refuse(CallContext context, Throwable failure) {
    if (!ended) {
      ended = true;
      refused = true;
      Refusal.close(delegate(), context, failure);
    }
  }

  synchronized boolean refused() {
    return refused;
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!refused) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(R message) {
    if (!refused) {
      super.sendMessage(message);
    }
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    if (!refused) {
      ended = true;
      super.close(status, trailers);
    }
  }
}
