package ai.dragoneye.gateway.server.telemetry;

import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** One call as metrics and traces see it. Thread-safe. */
public final class CallTrack {
  private final CallTelemetry telemetry;
  private final TrackKind kind;
  private final Span span;
  private final PhaseTrack phases;

  CallTrack(CallTelemetry telemetry, TrackKind kind, Span span) {
    this.telemetry = telemetry;
    this.kind = kind;
    this.span = span;
    this.phases = new PhaseTrack(kind, span);
  }

  /** The trace that the call is part of: 32 lower-case hex digits. */
  public String traceId() {
    return span.getSpanContext().getTraceId();
  }

  /** Its phases. */
  public PhaseTrack phases() {
    return phases;
  }

  /** The phases of one image of the call, from now on. */
  public PhaseTrack image() {
    return telemetry.image(kind, span);
  }

  /**
   * The call ended.
   *
   * @param reason the name in ErrorInfo, or null where there was none
   * @param caller the caller's name, or null where it is not known
   */
  public void end(Status.Code code, @Nullable String reason, @Nullable String caller) {
    Outcome outcome = outcome(code, reason);
    span.setAttribute("rpc.grpc.status_code", (long) code.value());
    if (caller != null) {
      span.setAttribute("dragoneye.caller", caller);
    }
    phases.end(outcome, reason);
    telemetry.ended(caller, outcome);
  }

  private static Outcome outcome(Status.Code code, @Nullable String reason) {
    return switch (code) {
      case OK -> Outcome.OK;
      case CANCELLED, DEADLINE_EXCEEDED -> reason == null ? Outcome.CANCELLED : Outcome.FAILED;
      default -> Outcome.FAILED;
    };
  }
}
