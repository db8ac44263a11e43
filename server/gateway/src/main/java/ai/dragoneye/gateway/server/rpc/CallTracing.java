package ai.dragoneye.gateway.server.rpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;

/**
 * Gives every call its {@link CallContext}, counts its bytes as they arrive and writes its line
 * into the access log.
 */
public final class CallTracing extends ServerStreamTracer.Factory {
  private static final Metadata.Key<String> TRACEPARENT =
      Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    return new Tracer(new CallContext(fullMethodName, TraceIds.from(headers.get(TRACEPARENT))));
  }

  private static final class Tracer extends ServerStreamTracer {
    private final CallContext call;

    Tracer(CallContext call) {
      this.call = call;
    }

    @Override
    public Context filterContext(Context context) {
      return call.attachTo(context);
    }

    @Override
    public void inboundWireSize(long bytes) {
      call.received(bytes);
    }

    @Override
    public void streamClosed(Status status) {
      AccessLog.write(call, status.getCode());
    }
  }
}
