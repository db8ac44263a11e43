package dragoneye

import (
	"context"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

// callerCredentials is who calls, attached to every call: a token for the gateway, a key that it passes through.
type callerCredentials struct {
	token  func(context.Context) (string, error)
	apiKey string
}

func (c *callerCredentials) present() bool {
	return c.token != nil || c.apiKey != ""
}

// attach adds the credentials to the metadata of a call.
func (c *callerCredentials) attach(ctx context.Context) (context.Context, error) {
	if c.token != nil {
		token, err := c.token(ctx)
		if err != nil {
			return nil, &tokenError{err}
		}
		if err := checkSecret("token", token); err != nil {
			return nil, err
		}
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token)
	}
	if c.apiKey != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "dragoneye-api-key", c.apiKey)
	}
	return ctx, nil
}

// tokenError is the caller's own failure, which is never taken for one of the gateway.
type tokenError struct{ err error }

func (e *tokenError) Error() string { return "the token could not be obtained: " + e.err.Error() }

func (e *tokenError) Unwrap() error { return e.err }

// checkSecret refuses what does not fit a header, without showing it.
func checkSecret(what, secret string) error {
	unfit := func(r rune) bool { return r <= ' ' || r >= 0x7f }
	if secret == "" || strings.ContainsFunc(secret, unfit) {
		return &ArgumentError{"the " + what + " must be printable ASCII without spaces"}
	}
	return nil
}

// contextual intercepts all calls with something that their metadata is to carry.
func contextual(attach func(context.Context) (context.Context, error)) []grpc.DialOption {
	unary := func(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn,
		invoker grpc.UnaryInvoker, opts ...grpc.CallOption) error {
		ctx, err := attach(ctx)
		if err != nil {
			return err
		}
		return invoker(ctx, method, req, reply, cc, opts...)
	}
	stream := func(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string,
		streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
		ctx, err := attach(ctx)
		if err != nil {
			return nil, err
		}
		return streamer(ctx, desc, cc, method, opts...)
	}
	return []grpc.DialOption{grpc.WithChainUnaryInterceptor(unary), grpc.WithChainStreamInterceptor(stream)}
}
