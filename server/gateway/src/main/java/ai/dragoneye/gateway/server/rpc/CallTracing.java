package ai.dragoneye.gateway.server.rpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.regex.Pattern;

/**
 * Gives every call its {@link CallContext}, counts its bytes as they arrive and writes its line
 * into the access log.
 */
public final class CallTracing extends ServerStreamTracer.Factory {
  private static final Metadata.Key<String> TRACEPARENT =
      Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern METHOD_NAME = Pattern.compile("[\\w.]{1,200}/\\w{1,100}");

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    return new Tracer(
        new CallContext(loggable(fullMethodName), TraceIds.from(headers.get(TRACEPARENT))));
  }

  /** A caller may ask for a method of any name, line ends and escapes included. */
  private static String loggable(String fullMethodName) {
    return METHOD_NAME.matcher(fullMethodName).matches() ? fullMethodName : "unknown";
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
