package dragoneye

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
)

// sending is the sending side of a media call, on a goroutine of its own.
type sending struct {
	stream grpc.ClientStream
	// abort ends the call with a cause, unless it has ended.
	abort      context.CancelCauseFunc
	halfClosed atomic.Bool
	done       chan struct{}

	mu    sync.Mutex
	ended bool // the call has ended: none of the caller's code is begun any more
	lent  bool // the caller's code runs: a reader, an iterator, a callback
}

// sendFailure marks a cause as this side's.
type sendFailure struct{ error }

var errCallEnded = errors.New("the call has ended")

// startSending runs what sends. If that fails, and not because the call has ended, the call ends with its error.
func startSending(stream grpc.ClientStream, abort context.CancelCauseFunc, send func(*sending) error) *sending {
	s := &sending{stream: stream, abort: abort, done: make(chan struct{})}
	go func() {
		defer close(s.done)
		if err := send(s); err != nil && !errors.Is(err, errCallEnded) {
			s.abort(sendFailure{err})
		}
	}()
	return s
}

// stop waits until nothing is sent any more; the call must have ended. What the caller's own code takes is not waited
// for: that may block for as long as it likes, and the goroutine ends with it.
func (s *sending) stop() {
	s.mu.Lock()
	s.ended = true
	lent := s.lent
	s.mu.Unlock()
	if !lent {
		<-s.done
	}
}

// enter tells whether the caller's code may run now.
func (s *sending) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lent = !s.ended
	return s.lent
}

// leave says that the caller's code has run.
func (s *sending) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lent = false
}

// lend runs the caller's code, unless the call has ended.
func (s *sending) lend(run func()) error {
	if !s.enter() {
		return errCallEnded
	}
	defer s.leave()
	run()
	return nil
}

// next reads the next chunk.
func (s *sending) next(media *openMedium) (chunk []byte, err error) {
	if ended := s.lend(func() { chunk, err = media.next() }); ended != nil {
		return nil, ended
	}
	return chunk, err
}

// message sends one message, waiting until the transport takes it.
func (s *sending) message(message proto.Message) error {
	err := s.stream.SendMsg(message)
	if err == io.EOF {
		return errCallEnded // its status is for the receiving side to tell
	}
	return err
}

// halfClose ends the messages.
func (s *sending) halfClose() error {
	s.halfClosed.Store(true)
	return s.stream.CloseSend()
}

// medium sends one whole medium, a chunk at a time and only when the transport takes another one.
func (s *sending) medium(media *openMedium, chunkMessage func([]byte) proto.Message, onSent func(int64)) error {
	total := int64(0)
	for {
		chunk, err := s.next(media)
		if err != nil {
			return err
		}
		if len(chunk) == 0 {
			return s.halfClose()
		}
		if err := s.message(chunkMessage(chunk)); err != nil {
			return err
		}
		total += int64(len(chunk))
		if err := s.lend(func() { onSent(total) }); err != nil {
			return err
		}
	}
}
