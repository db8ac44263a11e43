package ai.dragoneye.gateway.server.telemetry;

import io.grpc.Metadata;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Trace contexts as W3C's headers carry them. */
final class TraceHeaders {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<Metadata> METADATA = new MetadataGetter();

  private TraceHeaders() {}

  /** The context that {@code headers} carry, or one without a trace where there is none. */
  static Context extract(Metadata headers) {
    return W3C.extract(Context.root(), headers, METADATA);
  }

  static Map<String, String> of(Context context) {
    Map<String, String> headers = new HashMap<>();
    W3C.inject(context, headers, (carrier, name, value) -> headers.put(name, value));
    return headers;
  }

  /** A new trace that nobody records: its id still ties log lines together, here and upstream. */
  static SpanContext unsampled() {
    return SpanContext.create(
        hex() + hex(), hex(), TraceFlags.getDefault(), TraceState.getDefault());
  }

  private static String hex() {
    // Ids are not all zero.
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
  }

  private static final class MetadataGetter implements TextMapGetter<Metadata> {
    @Override
    public Iterable<String> keys(Metadata headers) {
      return List.copyOf(headers.keys());
    }

    @Override
    public @Nullable String get(@Nullable Metadata headers, String name) {
      return headers == null
          ? null
          : headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }
  }
}
