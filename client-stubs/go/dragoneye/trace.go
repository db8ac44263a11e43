package dragoneye

import (
	"context"

	"go.opentelemetry.io/otel/propagation"
	"google.golang.org/grpc/metadata"
)

// attachTrace tells the gateway the span that the caller is in, if it is in one, as W3C trace context. A stats handler of
// otelgrpc, which a caller may add, sets the same entries anew for its own span.
func attachTrace(ctx context.Context) (context.Context, error) {
	outgoing, _ := metadata.FromOutgoingContext(ctx)
	if len(outgoing.Get("traceparent")) > 0 {
		return ctx, nil
	}
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	for key, value := range carrier {
		ctx = metadata.AppendToOutgoingContext(ctx, key, value)
	}
	return ctx, nil
}
