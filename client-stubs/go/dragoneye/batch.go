package dragoneye

import (
	"context"
	"errors"
	"io"
	"iter"
	"strconv"
	"sync"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// BatchImage is an image of a batch.
type BatchImage struct {
	// ID names the image in the results, and only there: the gateway is told another name. Images that share one cannot be
	// told apart.
	ID string
	// Open makes the image when it is its turn, on the goroutine that sends; its error fails this image alone.
	Open func() (Image, error)
}

// BatchImageFromPath is an image in a file, named by its path. It is looked at when it is its turn: a file that is missing
// by then, or is no image, fails alone.
func BatchImageFromPath(path string) BatchImage {
	return BatchImage{ID: path, Open: func() (Image, error) { return ImageFromPath(path) }}
}

// BatchImageOf is an image under a name of the caller's.
func BatchImageOf(id string, image Image) BatchImage {
	return BatchImage{ID: id, Open: func() (Image, error) { return image, nil }}
}

// BatchResult is what became of one image of a batch: a prediction or an error.
type BatchResult struct {
	// ImageID is the image, as its [BatchImage] named it.
	ImageID string
	// Prediction is nil where the image failed.
	Prediction *pb.ImagePrediction
	// Err is why there is no prediction: an [*Error], a [*MediaError] where the image could not be read, or what its Open
	// returned.
	Err error
}

// BatchStream gives the results of a batch as they finish. It is for one goroutine, and for one loop.
type BatchStream struct {
	ctx     context.Context
	client  *Client
	images  iter.Seq[BatchImage]
	model   string
	options *predictOptions
	refused error
	begun   bool
	ledger  batchLedger
}

// PredictImages predicts many images over one stream. They are opened and sent one after another while results are read,
// ahead of the results only as far as the gateway takes them, on a goroutine of the batch's own, which also iterates over
// them. A slice is iterated by [slices.Values].
//
// An image that cannot be opened, is refused or fails is a result with an error; the others go on. One whose reading breaks
// off halfway fails alone if its size or checksum is declared (a file's size always is), because the gateway then refuses
// it; of undeclared size it would be predicted as it is, so the whole batch ends instead. A batch is never sent again by
// itself.
func (c *Client) PredictImages(ctx context.Context, images iter.Seq[BatchImage], model string,
	options ...PredictOption) *BatchStream {
	settings, err := predictOptionsOf(options)
	return &BatchStream{ctx: ctx, client: c, images: images, model: model, options: settings, refused: err}
}

// All gives the results, in the order in which they finish. An error ends the batch as a whole, and is the last that the
// loop sees. Leaving the loop cancels the call.
func (b *BatchStream) All() iter.Seq2[BatchResult, error] {
	return func(yield func(BatchResult, error) bool) {
		err := b.refused
		switch {
		case b.begun:
			err = &ArgumentError{"this batch was already read: make a new one"}
		case err == nil:
			err = b.run(yield)
		}
		b.begun = true
		if err != nil {
			yield(BatchResult{}, err)
		}
	}
}

// Unanswered names the images that were begun and have no result: after a failure of the whole, those that may have been
// predicted.
func (b *BatchStream) Unanswered() []string {
	return b.ledger.unanswered()
}

func (b *BatchStream) run(yield func(BatchResult, error) bool) error {
	ctx, cancel := context.WithCancelCause(b.ctx)
	defer cancel(nil)
	stream, err := b.client.predictions.PredictImages(ctx)
	if err != nil {
		return failed(b.ctx, err, b.ledger.observed())
	}
	results := make(chan BatchResult)
	receiving := startReceiving(ctx, stream, &b.ledger, results)
	sender := &batchSender{ctx: ctx, batch: b, results: results}
	sending := startSending(stream, cancel, sender.sendAll)
	defer func() {
		cancel(nil)
		sending.stop()
		<-receiving.done
	}()
	for {
		select {
		case result := <-results:
			if !yield(result, nil) {
				return nil
			}
		case <-receiving.done:
			return b.ending(ctx, receiving.err, sending.halfClosed.Load())
		}
	}
}

// ending judges how the call ended, which is no failure if everything has arrived.
func (b *BatchStream) ending(ctx context.Context, err error, allSent bool) error {
	var failure sendFailure
	var broken contractFailure
	switch {
	case errors.As(err, &broken):
		err = broken.error
	case allSent && b.ledger.isEmpty():
		return nil
	case errors.As(context.Cause(ctx), &failure) && isCancellation(err):
		err = failure.error
	case err == nil:
		err = errCut
	}
	return failed(b.ctx, err, b.ledger.observed())
}

// receiving is the receiving side of a batch, on a goroutine of its own.
type receiving struct {
	done chan struct{}
	err  error // how the call ended; nil if in order. Read after done
}

func startReceiving(ctx context.Context, stream pb.PredictionService_PredictImagesClient, ledger *batchLedger,
	results chan<- BatchResult) *receiving {
	r := &receiving{done: make(chan struct{})}
	go func() {
		defer close(r.done)
		r.err = r.receiveAll(ctx, stream, ledger, results)
	}()
	return r
}

func (r *receiving) receiveAll(ctx context.Context, stream pb.PredictionService_PredictImagesClient,
	ledger *batchLedger, results chan<- BatchResult) error {
	for {
		response, err := stream.Recv()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		result, err := ledger.answered(response)
		if err != nil {
			return contractFailure{err}
		}
		select {
		case results <- result:
		case <-ctx.Done():
			return status.FromContextError(ctx.Err()).Err()
		}
	}
}

// batchLedger is which images of a batch were begun and not answered.
type batchLedger struct {
	mu    sync.Mutex
	count int
	begun map[string]*begunImage // by the name on the wire
}

type begunImage struct {
	id         string
	unreadable error // why it could not be read to its end, if that is so
}

// begin names an image for the gateway, which demands short names that differ; the caller's may be anything.
func (l *batchLedger) begin(id string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.begun == nil {
		l.begun = map[string]*begunImage{}
	}
	name := strconv.Itoa(l.count)
	l.count++
	l.begun[name] = &begunImage{id: id}
	return name
}

// unreadable says that an image ended early, so that the gateway will refuse it.
func (l *batchLedger) unreadable(name string, cause error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if image := l.begun[name]; image != nil {
		image.unreadable = cause
	}
}

func (l *batchLedger) answered(response *pb.PredictImagesResponse) (BatchResult, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	image := l.begun[response.GetImageId()]
	if image == nil {
		return BatchResult{}, status.Error(codes.Internal, "the gateway answered an image that waits for no answer")
	}
	delete(l.begun, response.GetImageId())
	result := BatchResult{ImageID: image.id, Prediction: response.GetPrediction(), Err: image.unreadable}
	if result.Prediction != nil {
		result.Err = nil
	} else if result.Err == nil {
		result.Err = imageFailed(response.GetError())
	}
	return result, nil
}

func (l *batchLedger) isEmpty() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.begun) == 0
}

func (l *batchLedger) unanswered() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var ids []string
	for _, image := range l.begun {
		ids = append(ids, image.id)
	}
	return ids
}

// observed is what repeating the whole batch would mean.
func (l *batchLedger) observed() observed {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.count > 0 {
		return observed{predictSent: PredictSentUnknown}
	}
	return observed{predictSent: PredictSentNo}
}
