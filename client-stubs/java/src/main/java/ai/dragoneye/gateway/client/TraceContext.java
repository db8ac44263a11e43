package ai.dragoneye.gateway.client;

import io.grpc.Context;
import io.grpc.Metadata;

/**
 * The trace that a call belongs to, told to the gateway as W3C {@code traceparent} and {@code
 * tracestate}. None where OpenTelemetry is not on the class path, or no span is current.
 */
interface TraceContext {
  /** The trace that was current when the caller made the call, whichever thread starts it. */
  Context.Key<TraceContext> OF_CALL = Context.key("dragoneye-trace");

  /** Adds itself, unless something else has told of a trace already. */
  void attach(Metadata headers);

  /** What is current on this thread. */
  static TraceContext current() {
    return Finder.FOUND.current();
  }

  /** The current context of gRPC, with what else belongs to a call; to be cancelled by the call. */
  static Context.CancellableContext callContext() {
    return Context.current().withValue(OF_CALL, current()).withCancellation();
  }

  /** Where the current trace is found. */
  interface Finder {
    Finder FOUND = find();

    TraceContext current();

    private static Finder find() {
      try {
        Class.forName("io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator");
        return OpenTelemetryTrace::current;
      } catch (ClassNotFoundException | LinkageError absent) {
        return () -> headers -> {};
      }
    }
  }
}
