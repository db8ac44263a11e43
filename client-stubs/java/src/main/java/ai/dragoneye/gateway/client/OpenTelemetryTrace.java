package ai.dragoneye.gateway.client;

import io.grpc.Metadata;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A trace of OpenTelemetry. Only loaded where its API is there. The propagator is used directly: to
 * ask for the global one would set it, before the program does.
 */
record OpenTelemetryTrace(Context context) implements TraceContext {
  private static final Metadata.Key<String> TRACE_PARENT = key("traceparent");

  static TraceContext current() {
    return new OpenTelemetryTrace(Context.current());
  }

  @Override
  public void attach(Metadata headers) {
    if (!headers.containsKey(TRACE_PARENT)) {
      W3CTraceContextPropagator.getInstance().inject(context, headers, OpenTelemetryTrace::put);
    }
  }

  private static void put(@Nullable Metadata headers, String name, String value) {
    if (headers != null) {
      headers.put(key(name), value);
    }
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
