package ai.dragoneye.gateway.server.telemetry;

import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import ai.dragoneye.gateway.upstream.UpstreamObserver;
import io.grpc.Metadata;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures and traces calls. Thread-safe; never blocks. */
public final class CallTelemetry {
  private final Instruments instruments;
  private final Tracer tracer;
  private final Set<String> callers;

  /**
   * @param callers the names of callers that have metrics of their own; all others share one
   */
  public CallTelemetry(OpenTelemetry openTelemetry, Set<String> callers) {
    this.instruments = new Instruments(openTelemetry);
    this.tracer = openTelemetry.getTracer(Names.SCOPE);
    this.callers = Set.copyOf(callers);
  }

  /**
   * A call begins.
   *
   * @param method its full name, whatever the caller asked for
   */
  public CallTrack begin(String method, Metadata headers) {
    String known = MethodNames.known(method);
    Span span =
        tracer
            .spanBuilder(known)
            .setParent(TraceHeaders.extract(headers))
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("rpc.system", "grpc")
            .setAttribute("rpc.method", known)
            .startSpan();
    SpanContext here = span.getSpanContext();
    Span named = here.isValid() ? span : Span.wrap(TraceHeaders.unsampled());
    TrackKind kind = new TrackKind(instruments, tracer, known, MethodNames.isPrediction(known));
    return new CallTrack(this, kind, named);
  }

  PhaseTrack image(TrackKind ofCall, Span call) {
    Span span = tracer.spanBuilder("image").setParent(Context.root().with(call)).startSpan();
    return new PhaseTrack(new TrackKind(instruments, tracer, ofCall.method(), true), span);
  }

  void ended(@Nullable String caller, Outcome outcome) {
    String label = caller != null && callers.contains(caller) ? caller : MethodNames.OTHER;
    instruments.callEnded(label, outcome);
  }

  /**
   * What hears of the exchanges that calls lead to.
   *
   * @param onAttempt hears of each attempt as well
   */
  public UpstreamObserver upstream(Consumer<UpstreamAttempt> onAttempt) {
    return new UpstreamTelemetry(instruments, onAttempt);
  }
}
