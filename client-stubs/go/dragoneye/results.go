package dragoneye

import (
	"context"
	"errors"
	"io"
	"iter"

	"google.golang.org/grpc/status"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// The streams of results.
type (
	// ImageStream gives the objects of an image.
	ImageStream = ResultStream[*pb.ImageHeader, *pb.ImageDetectedObject]
	// VideoStream gives the objects of a video.
	VideoStream = ResultStream[*pb.VideoHeader, *pb.VideoDetectedObject]
	// FrameStream gives the frames of a video.
	FrameStream = ResultStream[*pb.VideoHeader, *pb.VideoFrame]
)

// ResultStream is a result as it arrives: a header, then whole objects or frames.
//
// Where the connection breaks or the gateway drains, the stream goes on by itself after the last whole element, on
// whatever gateway is there: each element comes exactly once. After 8 attempts in a row without anything new, with
// growing waits of up to 5 s, the failure is returned.
//
// It is for one goroutine, and for one loop over [ResultStream.All].
type ResultStream[H, T any] struct {
	ctx    context.Context
	client *Client
	source resultSource
	parts  *assembly[H, T]
	place  *Place
	begun  bool
}

// Place is where an object or a frame stands in its result.
type Place struct {
	// Index is its place in the whole result, from 0, counted before any filter.
	Index int64
	// ResumeToken names the place right after it, for [WithResumeToken].
	ResumeToken string
}

// resultSource makes the gRPC calls of a stream.
type resultSource interface {
	// open begins the next call, which ends with its context. What receives gives pieces until [io.EOF].
	open(ctx context.Context, progress readProgress) (receive func() (piece, error), err error)
	// continuable tells whether a stream that broke can be continued.
	continuable() bool
	// cause tells this side's failure from what it made of the call.
	cause(error) error
	observed() observed
	// stop waits for what the calls left running. Their contexts have ended.
	stop()
}

// readProgress is how far a stream was read by earlier calls.
type readProgress struct {
	hasHeader   bool
	resumeToken *string
}

// contractFailure is a stream that cannot be continued, because it is against the contract.
type contractFailure struct{ error }

// All gives the elements. The call begins with the loop and has ended when the loop has; an error is the last that the
// loop sees.
func (s *ResultStream[H, T]) All() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := error(&ArgumentError{"this stream was already read: make a new one"})
		if !s.begun {
			s.begun = true
			err = s.run(yield)
		}
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

// Header is what is known of the result before its elements: there from the first element on, else nil.
func (s *ResultStream[H, T]) Header() H {
	if !s.parts.headerComplete {
		var none H
		return none
	}
	return s.parts.header
}

// Completion is the counts at the end of the result, from where this stream began and over interruptions: there once the
// loop came to its end, else nil.
//
// They are exact but for one case: a stream with a resume token and a filter that was interrupted after its first
// element. Its read count then begins with that element, because no index tells where a token stands.
func (s *ResultStream[H, T]) Completion() *pb.ResultCompletion {
	return s.parts.completion
}

// Place is where the element stands that the loop got last; nil before the first.
func (s *ResultStream[H, T]) Place() *Place {
	return s.place
}

// run reads to the end, or until the loop is left. It returns the error that the loop is to see.
func (s *ResultStream[H, T]) run(yield func(T, error) bool) error {
	ctx, cancel := context.WithCancel(s.ctx)
	defer s.source.stop()
	defer cancel()
	attempts := newReconnects()
	for {
		attempts.opened()
		err := s.read(ctx, attempts, yield)
		if err == nil {
			return nil
		}
		var broken contractFailure
		if errors.As(err, &broken) {
			return failed(s.ctx, broken.error, s.source.observed())
		}
		err = s.source.cause(err)
		if s.source.continuable() {
			err = s.client.again(ctx, attempts, err)
		}
		if err != nil {
			return failed(s.ctx, err, s.source.observed())
		}
		s.parts.rewind()
	}
}

// read makes one call; no error if the result is complete or the loop was left.
func (s *ResultStream[H, T]) read(ctx context.Context, attempts *reconnects, yield func(T, error) bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	receive, err := s.source.open(ctx, readProgress{s.parts.headerComplete, s.parts.resumeToken})
	if err != nil {
		return err
	}
	for {
		// What gRPC has received already it hands out in spite of a context that has ended.
		if ctx.Err() != nil {
			return status.FromContextError(ctx.Err()).Err()
		}
		received, err := receive()
		if err != nil {
			return s.ending(err)
		}
		element, err := s.parts.accept(received)
		if err != nil {
			return contractFailure{err}
		}
		if received != nil {
			attempts.progress()
		}
		if element != nil {
			s.place = &Place{element.index, element.resumeToken}
			if !yield(element.content, nil) {
				return nil
			}
		}
	}
}

// ending judges how a call ended, which is no failure if everything has arrived.
func (s *ResultStream[H, T]) ending(err error) error {
	if s.parts.completion != nil {
		return nil
	}
	if err == io.EOF {
		return errCut
	}
	return err
}

// taskResult is the result of a task that succeeded, read by one RPC.
type taskResult struct {
	taskID  string
	request func(ctx context.Context, token *string) (receive func() (piece, error), err error)
}

func (r *taskResult) open(ctx context.Context, progress readProgress) (func() (piece, error), error) {
	return r.request(ctx, progress.resumeToken)
}

func (r *taskResult) continuable() bool     { return true }
func (r *taskResult) cause(err error) error { return err }
func (r *taskResult) observed() observed    { return observed{taskID: r.taskID} }
func (r *taskResult) stop()                 {}

// pieces gives what a stream of responses holds.
func pieces[M any](receive func() (M, error), pieceOf func(M) piece) func() (piece, error) {
	return func() (piece, error) {
		message, err := receive()
		if err != nil {
			return nil, err
		}
		return pieceOf(message), nil
	}
}

func newResultStream[H, T any](ctx context.Context, client *Client, kind resultKind[H, T], source resultSource,
	token *string) *ResultStream[H, T] {
	return &ResultStream[H, T]{ctx: ctx, client: client, source: source, parts: newAssembly(kind, token)}
}

// StreamImageResults gives the objects of an image; for results too large for [Client.GetImageResults].
func (c *Client) StreamImageResults(ctx context.Context, taskID string, options ...ResultOption) *ImageStream {
	settings := resultOptionsOf(options)
	request := func(ctx context.Context, token *string) (func() (piece, error), error) {
		stream, err := c.results.StreamImageResults(ctx,
			&pb.StreamImageResultsRequest{TaskId: taskID, Filter: settings.filter, ResumeToken: token})
		if err != nil {
			return nil, err
		}
		return pieces(stream.Recv, imageStreamPiece), nil
	}
	return newResultStream(ctx, c, imageKind, &taskResult{taskID: taskID, request: request}, settings.resumeToken)
}

// StreamVideoResults gives the objects of a video, one whole object at a time.
func (c *Client) StreamVideoResults(ctx context.Context, taskID string, options ...ResultOption) *VideoStream {
	settings := resultOptionsOf(options)
	request := func(ctx context.Context, token *string) (func() (piece, error), error) {
		return c.openVideoResults(ctx, taskID, settings.filter, token)
	}
	return newResultStream(ctx, c, videoKind, &taskResult{taskID: taskID, request: request}, settings.resumeToken)
}

func (c *Client) openVideoResults(ctx context.Context, taskID string, filter *pb.ResultFilter, token *string) (
	func() (piece, error), error) {
	stream, err := c.results.StreamVideoResults(ctx,
		&pb.StreamVideoResultsRequest{TaskId: taskID, Filter: filter, ResumeToken: token})
	if err != nil {
		return nil, err
	}
	return pieces(stream.Recv, videoStreamPiece), nil
}

// StreamVideoFrames gives the frames of a video in time order, each with the objects seen in it.
func (c *Client) StreamVideoFrames(ctx context.Context, taskID string, options ...ResultOption) *FrameStream {
	settings := resultOptionsOf(options)
	request := func(ctx context.Context, token *string) (func() (piece, error), error) {
		stream, err := c.results.StreamVideoFrames(ctx,
			&pb.StreamVideoFramesRequest{TaskId: taskID, Filter: settings.filter, ResumeToken: token})
		if err != nil {
			return nil, err
		}
		return pieces(stream.Recv, frameStreamPiece), nil
	}
	return newResultStream(ctx, c, frameKind, &taskResult{taskID: taskID, request: request}, settings.resumeToken)
}

// GetImageResults reads the prediction of an image's task that succeeded. SDK: get_image_results.
func (c *Client) GetImageResults(ctx context.Context, taskID string) (*pb.ImagePrediction, error) {
	response, err := c.results.GetImageResults(ctx, &pb.GetImageResultsRequest{TaskId: taskID})
	if err != nil {
		return nil, failed(ctx, err, observed{taskID: taskID})
	}
	return response.GetPrediction(), nil
}

// GetVideoResults reads the whole prediction of a video's task that succeeded. SDK: get_video_results.
func (c *Client) GetVideoResults(ctx context.Context, taskID string, options ...ResultOption) (*VideoPrediction, error) {
	return collect(c.StreamVideoResults(ctx, taskID, options...))
}
