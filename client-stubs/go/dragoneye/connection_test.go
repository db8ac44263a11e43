package dragoneye_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/internal/fakegateway"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

func expectArgumentError(t *testing.T, err error) *dragoneye.ArgumentError {
	t.Helper()
	var argument *dragoneye.ArgumentError
	if !errors.As(err, &argument) {
		t.Fatalf("got %v, want an *dragoneye.ArgumentError", err)
	}
	return argument
}

// headers tells the metadata of calls of both kinds.
func headers() (*fakegateway.Gateway, chan metadata.MD) {
	seen := make(chan metadata.MD, 1)
	tell := func(ctx context.Context) error {
		received, _ := metadata.FromIncomingContext(ctx)
		seen <- received
		return status.Error(codes.NotFound, "told")
	}
	return &fakegateway.Gateway{
		OnGetTask: func(ctx context.Context, _ *pb.GetTaskRequest) (*pb.GetTaskResponse, error) {
			return nil, tell(ctx)
		},
		OnPredictImage: func(stream pb.PredictionService_PredictImageServer) error { return tell(stream.Context()) },
	}, seen
}

func TestShouldSayWhoCallsInEveryCall(t *testing.T) {
	gateway, seen := headers()
	count := 0
	source := func(context.Context) (string, error) {
		count++
		return fmt.Sprint("token-", count), nil
	}
	client := connected(t, gateway, dragoneye.WithTokenSource(source), dragoneye.WithAPIKey("key-1"))

	_, _ = client.Status(context.Background(), "task-1")
	unary := <-seen
	_, _ = client.PredictImage(context.Background(), smallImage(t), model)
	stream := <-seen

	expect(t, "token", unary.Get("authorization")[0], "Bearer token-1")
	expect(t, "token", stream.Get("authorization")[0], "Bearer token-2")
	expect(t, "key", stream.Get("dragoneye-api-key")[0], "key-1")
	expect(t, "user agent", strings.HasPrefix(unary.Get("user-agent")[0], "dragoneye-gateway-go/"), true)
	expect(t, "trace", len(unary.Get("traceparent")), 0)
}

func TestShouldSendTheTraceContextOfTheCallersSpan(t *testing.T) {
	gateway, seen := headers()
	client := connected(t, gateway)
	state, err := trace.ParseTraceState("vendor=x")
	must(t, err)
	span := trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{1, 2, 3}, SpanID: trace.SpanID{4, 5}, TraceFlags: trace.FlagsSampled, TraceState: state})
	ctx := trace.ContextWithSpanContext(context.Background(), span)

	_, _ = client.PredictImage(ctx, smallImage(t), model)
	received := <-seen
	_, _ = client.Status(metadata.AppendToOutgoingContext(ctx, "traceparent", "of the caller"), "task-1")
	own := <-seen

	expect(t, "traceparent", received.Get("traceparent")[0], "00-01020300000000000000000000000000-0405000000000000-01")
	expect(t, "tracestate", received.Get("tracestate")[0], "vendor=x")
	expect(t, "the caller's own", fmt.Sprint(own.Get("traceparent")), "[of the caller]")
}

func TestShouldRefuseToSendSecretsInPlaintextOffLoopback(t *testing.T) {
	for _, option := range []dragoneye.Option{dragoneye.WithToken("t"), dragoneye.WithAPIKey("k")} {
		_, err := dragoneye.NewClient("http://gateway.example", option)
		expect(t, "text", expectArgumentError(t, err).Error(),
			"a token or API key is not sent in plaintext to gateway.example:80: use https://")

		for _, address := range []string{"http://localhost:1", "127.0.0.9:1", "[::1]:1", "https://gateway.example", "gateway.example:1"} {
			client, err := dragoneye.NewClient(address, option)
			must(t, err)
			must(t, client.Close())
		}
	}
}

func TestShouldRefuseClientsThatCannotWork(t *testing.T) {
	t.Setenv(dragoneye.AddressVariable, "")
	for name, make := range map[string]func() (*dragoneye.Client, error){
		"no address":       func() (*dragoneye.Client, error) { return dragoneye.NewClient("") },
		"no port":          func() (*dragoneye.Client, error) { return dragoneye.NewClient("gateway.example") },
		"token with space": func() (*dragoneye.Client, error) { return dragoneye.NewClient(":1", dragoneye.WithToken("a b")) },
		"keepalive of 0":   func() (*dragoneye.Client, error) { return dragoneye.NewClient(":1", dragoneye.WithKeepalive(0)) },
		"TLS in plaintext": func() (*dragoneye.Client, error) {
			return dragoneye.NewClient("localhost:1", dragoneye.WithTLSConfig(&tls.Config{MinVersion: tls.VersionTLS12}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := make()
			expectArgumentError(t, err)
		})
	}
}

func TestShouldTakeTheAddressFromTheEnvironment(t *testing.T) {
	gateway, seen := headers()
	address, stop, err := gateway.Start()
	must(t, err)
	defer stop()
	t.Setenv(dragoneye.AddressVariable, address)
	client, err := dragoneye.NewClient("")
	must(t, err)
	defer client.Close()

	_, err = client.Status(context.Background(), "task-1")

	expectError(t, err, dragoneye.ErrTaskNotFound)
	expect(t, "authority", (<-seen).Get(":authority")[0], address)
}

func TestShouldSpeakTLS(t *testing.T) {
	https := httptest.NewTLSServer(nil) // for its certificate
	defer https.Close()
	gateway, seen := headers()
	address, stop, err := gateway.Start(grpc.Creds(credentials.NewServerTLSFromCert(&https.TLS.Certificates[0])))
	must(t, err)
	defer stop()
	authorities := x509.NewCertPool()
	authorities.AddCert(https.Certificate())
	client, err := dragoneye.NewClient("https://"+address, dragoneye.WithToken("t"),
		dragoneye.WithTLSConfig(&tls.Config{RootCAs: authorities, MinVersion: tls.VersionTLS12}))
	must(t, err)
	defer client.Close()

	_, err = client.Status(context.Background(), "task-1")

	expectError(t, err, dragoneye.ErrTaskNotFound)
	expect(t, "token", (<-seen).Get("authorization")[0], "Bearer t")
}

func TestShouldWorkOverAConnectionOfTheCallers(t *testing.T) {
	gateway, _ := headers()
	address, stop, err := gateway.Start()
	must(t, err)
	defer stop()
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	must(t, err)
	defer conn.Close()
	client := dragoneye.NewClientFromConn(conn)

	must(t, client.Close())
	_, err = client.Status(context.Background(), "task-1")

	expectError(t, err, dragoneye.ErrTaskNotFound)
}

func TestShouldAddDialOptionsOfTheCallers(t *testing.T) {
	gateway, _ := headers()
	var methods []string
	client := connected(t, gateway, dragoneye.WithDialOptions(grpc.WithUnaryInterceptor(
		func(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoke grpc.UnaryInvoker,
			opts ...grpc.CallOption) error {
			methods = append(methods, method)
			return invoke(ctx, method, req, reply, cc, opts...)
		})))

	_, _ = client.Status(context.Background(), "task-1")

	expect(t, "methods", fmt.Sprint(methods), "[/dragoneye_gateway.v1.TaskService/GetTask]")
}
