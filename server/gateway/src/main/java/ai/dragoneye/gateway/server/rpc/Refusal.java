package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.MappedFailure;
import io.grpc.Metadata;
import io.grpc.ServerCall;

/** Ends calls that no handler is to see. */
final class Refusal {
  private Refusal() {}

  /** Closes {@code call} with what {@code thrown} means. */
  static void close(ServerCall<?, ?> call, CallContext context, Throwable thrown) {
    context.phase(CallPhase.ADMISSION);
    Ending ending = Ending.thrown(thrown);
    if (ending.failure() instanceof Failure.CallerForbidden forbidden) {
      context.refused(forbidden.caller());
    }
    MappedFailure mapped = ending.report(context.standing(), context.traceId());
    context.reason(mapped.reason());
    Metadata trailers = mapped.exception().getTrailers();
    call.close(mapped.exception().getStatus(), trailers == null ? new Metadata() : trailers);
  }
}
