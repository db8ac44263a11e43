package dragoneye

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	reconnectAttempts = 8
	firstBackoff      = 100 * time.Millisecond
	longestBackoff    = 5 * time.Second
	// A gateway that asks for more patience than this gets none: its caller decides.
	longestAsked = time.Minute
	// A call that lasted so long was no failure of the same kind as the one before.
	lasting = 10 * time.Second
)

// errCut is a stream that ended in order and too early.
var errCut = status.Error(codes.Unavailable, "the stream ended before it was complete")

// reconnects says how often and after which wait a broken stream is opened again: exponential with full jitter, a few
// times in a row without anything new.
type reconnects struct {
	now      func() time.Time
	random   func() float64 // from 0 to 1
	failures int
	openedAt time.Time
}

func newReconnects() *reconnects {
	return &reconnects{now: time.Now, random: rand.Float64}
}

// opened says that a call begins.
func (r *reconnects) opened() {
	r.openedAt = r.now()
}

// progress says that something new arrived: what failed before does not count any more.
func (r *reconnects) progress() {
	r.failures = 0
}

// next tells how long to wait before opening again after a failure that this side did not cause, if that is of any use.
func (r *reconnects) next(err error) (time.Duration, bool) {
	from, ok := status.FromError(err)
	if !ok || isFinal(err) {
		return 0, false
	}
	if r.now().Sub(r.openedAt) >= lasting {
		r.failures = 0
	}
	details := detailsOf(from)
	if !isPassing(from.Code(), details.reason) || details.retryDelay > longestAsked || r.failures >= reconnectAttempts {
		return 0, false
	}
	backoff := time.Duration(r.random() * float64(min(longestBackoff, firstBackoff<<r.failures)))
	r.failures++
	return details.retryDelay + backoff, true
}

// isPassing tells whether another connection, or the same one later, may do better.
func isPassing(code codes.Code, reason string) bool {
	switch code {
	case codes.Unavailable:
		return true
	case codes.Internal, codes.Canceled:
		// A stream reset by a proxy or by a gateway that ends, or cut without its trailers.
		return reason == ""
	case codes.Aborted:
		// This side paused longer than the gateway waits.
		return reason == "STREAM_STALLED"
	default:
		return false
	}
}

// again waits until a broken stream is to be opened again; else it returns the error to end with.
func (c *Client) again(ctx context.Context, attempts *reconnects, err error) error {
	wait, ok := attempts.next(err)
	if !ok || c.isClosed() {
		return err
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err()
}

func isCancellation(err error) bool {
	return status.Code(err) == codes.Canceled || errors.Is(err, context.Canceled)
}
