package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.telemetry.CallTelemetry;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives every call its {@link CallContext}, counts its bytes, has it measured and traced, and
 * writes its line into the access log.
 */
public final class CallTracing extends ServerStreamTracer.Factory {
  private static final Pattern METHOD_NAME = Pattern.compile("[\\w.]{1,200}/\\w{1,100}");

  private final CallTelemetry telemetry;
  private final Admission admission;

  /**
   * @param admission has the memory for requests
   */
  public CallTracing(CallTelemetry telemetry, Admission admission) {
    this.telemetry = telemetry;
    this.admission = admission;
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    return new Tracer(
        new CallContext(
            loggable(fullMethodName),
            telemetry.begin(fullMethodName, headers),
            RequestMeter.of(fullMethodName, admission)),
        CallDeadline.of(headers, System.nanoTime()));
  }

  /** A caller may ask for a method of any name, line ends and escapes included. */
  private static String loggable(String fullMethodName) {
    return METHOD_NAME.matcher(fullMethodName).matches() ? fullMethodName : "unknown";
  }

  private static final class Tracer extends ServerStreamTracer {
    private final CallContext call;
    private final CallDeadline deadline;
    private final @Nullable RequestMeter requests;

    Tracer(CallContext call, CallDeadline deadline) {
      this.call = call;
      this.deadline = deadline;
      this.requests = call.requests();
    }

    @Override
    public Context filterContext(Context context) {
      return call.attachTo(context);
    }

    @Override
    public void inboundWireSize(long bytes) {
      call.received(bytes);
      if (requests != null) {
        requests.received(bytes);
      }
    }

    @Override
    public void inboundUncompressedSize(long bytes) {
      if (requests != null) {
        requests.inflated(bytes);
      }
    }

    @Override
    public void outboundWireSize(long bytes) {
      call.sent(bytes);
    }

    @Override
    public void streamClosed(Status status) {
      if (requests != null) {
        requests.ended();
      }
      Status.Code code = deadline.judge(status.getCode(), System.nanoTime());
      call.track().end(code, call.reason(), call.callerName());
      AccessLog.write(call, code);
    }
  }
}
