package ai.dragoneye.gateway.server.telemetry;

import ai.dragoneye.gateway.server.failure.CallPhase;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of tracks of one kind.
 *
 * @param method the known name of the method they belong to
 * @param prediction whether each is a prediction
 */
record TrackKind(Instruments instruments, Tracer tracer, String method, boolean prediction) {

  void started() {
    if (prediction) {
      instruments.predictionStarted();
    }
  }

  Span startPhase(Context parent, CallPhase phase) {
    return tracer.spanBuilder(phase.wireName()).setParent(parent).startSpan();
  }

  void phaseEnded(CallPhase phase, Outcome outcome, long nanos) {
    if (prediction) {
      instruments.phaseEnded(method, phase, outcome, nanos);
    }
  }

  void ended(CallPhase phase, Outcome outcome, @Nullable String reason) {
    if (prediction) {
      instruments.predictionEnded(phase, outcome);
    }
    if (reason != null) {
      instruments.failed(method, reason);
    }
  }
}
