package dragoneye

import (
	"context"
	"crypto/tls"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/connectivity"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// AddressVariable is the environment variable that holds the address where none is given.
const AddressVariable = "DRAGONEYE_GATEWAY"

const (
	// Just above the five minutes that a gRPC server permits unless told otherwise, below the 350 s after which load
	// balancers forget a silent connection.
	defaultKeepalive = 310 * time.Second
	keepaliveAnswer  = 20 * time.Second
)

// readRetries names the calls that the transport may repeat: the unary reads, a few times. Media calls never.
const readRetries = `{
	"loadBalancingConfig": [{"round_robin": {}}],
	"retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1},
	"methodConfig": [{
		"name": [
			{"service": "dragoneye_gateway.v1.TaskService", "method": "GetTask"},
			{"service": "dragoneye_gateway.v1.ResultService", "method": "GetImageResults"}
		],
		"retryPolicy": {
			"maxAttempts": 4, "initialBackoff": "0.2s", "maxBackoff": "2s", "backoffMultiplier": 2,
			"retryableStatusCodes": ["UNAVAILABLE"]
		}
	}]
}`

// Client is a client of a Dragoneye gateway, for any number of goroutines and calls at once. Make one and keep it.
type Client struct {
	conn        grpc.ClientConnInterface
	own         *grpc.ClientConn
	closed      atomic.Bool
	predictions pb.PredictionServiceClient
	tasks       pb.TaskServiceClient
	results     pb.ResultServiceClient
}

// An Option says how a client reaches its gateway.
type Option func(*clientOptions) error

type clientOptions struct {
	credentials callerCredentials
	tls         *tls.Config
	keepalive   time.Duration
	dial        []grpc.DialOption
}

// WithToken gives the token that tells the gateway who calls. Never sent in plaintext off loopback.
func WithToken(token string) Option {
	return func(o *clientOptions) error {
		o.credentials.token = func(context.Context) (string, error) { return token, nil }
		return checkSecret("token", token)
	}
}

// WithTokenSource says where to get the token that tells the gateway who calls, for tokens that expire. It is asked at
// the start of each call, with the call's context, by several goroutines at once. Its error is returned by the call.
func WithTokenSource(source func(context.Context) (string, error)) Option {
	return func(o *clientOptions) error {
		o.credentials.token = source
		return nil
	}
}

// WithAPIKey gives the Dragoneye API key to use, for gateways that pass keys through. Never sent in plaintext off
// loopback.
func WithAPIKey(key string) Option {
	return func(o *clientOptions) error {
		o.credentials.apiKey = key
		return checkSecret("API key", key)
	}
}

// WithTLSConfig takes another TLS than the platform's default: own certificate authorities, a client certificate. It is
// refused for an address in plaintext.
func WithTLSConfig(config *tls.Config) Option {
	return func(o *clientOptions) error {
		o.tls = config
		return nil
	}
}

// WithKeepalive says after how much silence a connection with calls on it is probed; 310 s unless given. A server ends
// connections that probe more often than it permits.
func WithKeepalive(silence time.Duration) Option {
	return func(o *clientOptions) error {
		o.keepalive = silence
		return positive("keepalive", silence)
	}
}

// WithDialOptions adds options of gRPC's own, which come after the client's: a stats handler of otelgrpc, a dialer,
// interceptors. They count for calls over [Client.Conn] too.
func WithDialOptions(options ...grpc.DialOption) Option {
	return func(o *clientOptions) error {
		o.dial = append(o.dial, options...)
		return nil
	}
}

func positive(what string, d time.Duration) error {
	if d <= 0 {
		return &ArgumentError{"the " + what + " must be positive, and " + d.String() + " is not"}
	}
	return nil
}

// NewClient makes a client of the gateway at an address; the empty one means what DRAGONEYE_GATEWAY says. It connects at
// the first call, not yet. The caller closes it.
//
// The address is host:port, https://host[:port] or grpcs://… for TLS, http://host[:port] or grpc://… for plaintext.
// Without a scheme it is plaintext on loopback (localhost, 127.…, [::1]) and TLS everywhere else. A client that would
// send a token or an API key in plaintext off loopback is refused.
func NewClient(gateway string, options ...Option) (*Client, error) {
	settings := clientOptions{keepalive: defaultKeepalive}
	for _, option := range options {
		if err := option(&settings); err != nil {
			return nil, err
		}
	}
	if gateway == "" {
		gateway = os.Getenv(AddressVariable)
	}
	if strings.TrimSpace(gateway) == "" {
		return nil, &ArgumentError{"no gateway: give its address, or set " + AddressVariable}
	}
	where, err := parseAddress(gateway)
	if err != nil {
		return nil, err
	}
	if settings.credentials.present() && where.exposed() {
		return nil, &ArgumentError{
			"a token or API key is not sent in plaintext to " + where.String() + ": use https://"}
	}
	return settings.connect(where)
}

func (o *clientOptions) connect(where address) (*Client, error) {
	transport := insecure.NewCredentials()
	if where.tls {
		transport = credentials.NewTLS(o.tls)
	} else if o.tls != nil {
		return nil, &ArgumentError{
			"TLS was set up, and http:// or a loopback address without a scheme means plaintext"}
	}
	dial := []grpc.DialOption{
		grpc.WithTransportCredentials(transport),
		grpc.WithUserAgent(userAgent()),
		grpc.WithDefaultServiceConfig(readRetries),
		grpc.WithDisableServiceConfig(),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: o.keepalive, Timeout: keepaliveAnswer}),
	}
	dial = append(dial, contextual(o.credentials.attach)...)
	dial = append(dial, contextual(attachTrace)...)
	conn, err := grpc.NewClient(where.target(), append(dial, o.dial...)...)
	if err != nil {
		return nil, err
	}
	client := NewClientFromConn(conn)
	client.own = conn
	return client, nil
}

// NewClientFromConn makes a client over a connection of the caller's, which remains the caller's: its credentials,
// retries and keepalive are as the caller made them, and it is not closed.
func NewClientFromConn(conn grpc.ClientConnInterface) *Client {
	return &Client{
		conn:        conn,
		predictions: pb.NewPredictionServiceClient(conn),
		tasks:       pb.NewTaskServiceClient(conn),
		results:     pb.NewResultServiceClient(conn),
	}
}

// Conn is the connection with this client's address, credentials and retries, for the generated stubs:
// pb.NewTaskServiceClient(client.Conn()) and its like reach every RPC. It is this client's to close.
func (c *Client) Conn() grpc.ClientConnInterface {
	return c.conn
}

// Close closes what this client opened. Calls still running end with [ErrCallCancelled]. It does not wait for them, and
// may be called repeatedly.
func (c *Client) Close() error {
	if c.closed.Swap(true) || c.own == nil {
		return nil
	}
	return c.own.Close()
}

// isClosed tells whether there is no use in trying again.
func (c *Client) isClosed() bool {
	conn, ok := c.conn.(*grpc.ClientConn)
	return c.closed.Load() || ok && conn.GetState() == connectivity.Shutdown
}
