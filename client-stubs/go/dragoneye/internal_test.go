package dragoneye

import (
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"
)

func TestShouldReadAddresses(t *testing.T) {
	for text, want := range map[string]string{
		"localhost:8080":          "dns:///localhost:8080 plaintext",
		"LOCALHOST:8080":          "dns:///LOCALHOST:8080 plaintext",
		"127.8.9.1:1":             "dns:///127.8.9.1:1 plaintext",
		"[::1]:9":                 "dns:///[::1]:9 plaintext",
		"gateway.example:443":     "dns:///gateway.example:443 TLS",
		"dns:///gateway:50051":    "dns:///gateway:50051 TLS",
		"https://gateway.example": "dns:///gateway.example:443 TLS",
		"grpcs://gateway:1/":      "dns:///gateway:1 TLS",
		"http://gateway.example/": "dns:///gateway.example:80 plaintext",
		"grpc://[2001:db8::1]:7":  "dns:///[2001:db8::1]:7 plaintext",
		"gateway.example":         `the address of the gateway must be host:port, https://host[:port] or http://host[:port], and "gateway.example" is not`,
		"https://u:secret@host":   "the address of the gateway must be host:port, https://host[:port] or http://host[:port], and one with an @ is not",
		"host:0":                  `the address of the gateway must be host:port, https://host[:port] or http://host[:port], and "host:0" is not`,
		"host:70000":              `the address of the gateway must be host:port, https://host[:port] or http://host[:port], and "host:70000" is not`,
		"ftp://host:1":            `the address of the gateway must be host:port, https://host[:port] or http://host[:port], and "ftp://host:1" is not`,
	} {
		t.Run(text, func(t *testing.T) {
			parsed, err := parseAddress(text)
			got := parsed.target() + map[bool]string{true: " TLS", false: " plaintext"}[parsed.tls]
			if err != nil {
				got = err.Error()
			}
			if got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// patience is reconnects with a clock of its own and the longest waits.
func patience() (*reconnects, *time.Time) {
	clock := time.Unix(0, 0)
	attempts := &reconnects{now: func() time.Time { return clock }, random: func() float64 { return 1 }}
	attempts.opened()
	return attempts, &clock
}

var lost = status.Error(codes.Unavailable, "lost")

func TestShouldWaitLongerAfterEachFailureAndGiveUpAfterEight(t *testing.T) {
	attempts, _ := patience()
	for i, want := range []int{100, 200, 400, 800, 1600, 3200, 5000, 5000} {
		wait, ok := attempts.next(lost)
		if !ok || wait != time.Duration(want)*time.Millisecond {
			t.Errorf("attempt %d: got %v %v, want %d ms", i, wait, ok, want)
		}
	}
	if _, ok := attempts.next(lost); ok {
		t.Error("a ninth attempt was made")
	}
	attempts.progress()
	if wait, ok := attempts.next(lost); !ok || wait != 100*time.Millisecond {
		t.Errorf("got %v %v after something new", wait, ok)
	}
}

func TestShouldForgetFailuresBeforeACallThatLasted(t *testing.T) {
	attempts, clock := patience()
	for range 8 {
		attempts.next(lost)
	}
	*clock = clock.Add(10 * time.Second)
	if wait, ok := attempts.next(lost); !ok || wait != 100*time.Millisecond {
		t.Errorf("got %v %v", wait, ok)
	}
}

func TestShouldReconnectOnlyWhereThatMayHelp(t *testing.T) {
	with := func(code codes.Code, reason string, delay time.Duration) error {
		failure, err := status.New(code, "failed").WithDetails(
			&errdetails.ErrorInfo{Reason: reason, Domain: errorDomain},
			&errdetails.RetryInfo{RetryDelay: durationpb.New(delay)})
		if err != nil {
			t.Fatal(err)
		}
		return failure.Err()
	}
	for name, given := range map[string]struct {
		err  error
		want bool
	}{
		"draining":                   {with(codes.Unavailable, "GATEWAY_DRAINING", 0), true},
		"overloaded for a while":     {with(codes.Unavailable, "GATEWAY_OVERLOADED", time.Minute), true},
		"overloaded for longer":      {with(codes.Unavailable, "GATEWAY_OVERLOADED", 61*time.Second), false},
		"stalled":                    {with(codes.Aborted, "STREAM_STALLED", 0), true},
		"a bug":                      {with(codes.Internal, "INTERNAL", 0), false},
		"a reset":                    {status.Error(codes.Internal, "RST_STREAM"), true},
		"cancelled by a proxy":       {status.Error(codes.Canceled, "reset"), true},
		"aborted otherwise":          {status.Error(codes.Aborted, "aborted"), false},
		"broken archive":             {with(codes.DataLoss, "RESULTS_CORRUPT", 0), false},
		"deadline":                   {status.Error(codes.DeadlineExceeded, "late"), false},
		"the media":                  {&MediaError{lost}, false},
		"the source of the token":    {&tokenError{lost}, false},
		"a failure that is told yet": {newError(codes.Unavailable, "", "", nil, observed{}), false},
	} {
		t.Run(name, func(t *testing.T) {
			attempts, _ := patience()
			if _, got := attempts.next(given.err); got != given.want {
				t.Errorf("got %v, want %v", got, given.want)
			}
		})
	}
}
