package dragoneye

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// A PredictOption is an option of a prediction.
type PredictOption interface {
	applyToPrediction(*predictOptions)
}

// A ResultOption is an option of reading a result.
type ResultOption interface {
	applyToResult(*resultOptions)
}

type predictOptions struct {
	err               error
	framesPerSecond   *int32
	completionTimeout time.Duration
	parameters        map[string]string
	filter            *pb.ResultFilter
	onSent            func(int64)
	onTask            func(string)
	onProgress        func(*pb.PredictionProgress)
}

type resultOptions struct {
	filter      *pb.ResultFilter
	resumeToken *string
}

type predictOption func(*predictOptions)

func (f predictOption) applyToPrediction(o *predictOptions) { f(o) }

type resultOption func(*resultOptions)

func (f resultOption) applyToResult(o *resultOptions) { f(o) }

// FilterOption is what [WithFilter] gives: an option of predictions and of results.
type FilterOption struct{ filter *pb.ResultFilter }

func (f FilterOption) applyToPrediction(o *predictOptions) { o.filter = f.filter }

func (f FilterOption) applyToResult(o *resultOptions) { o.filter = f.filter }

// WithFilter says which objects or frames to send back; what passes is never trimmed. Of the predictions, only those of
// videos take it.
func WithFilter(filter *pb.ResultFilter) FilterOption {
	return FilterOption{filter}
}

// WithResumeToken says where to go on: a token of an earlier stream of the same kind, task and filter. One that does not
// fit ends the stream with [ErrResumeTokenStale].
func WithResumeToken(token string) ResultOption {
	return resultOption(func(o *resultOptions) { o.resumeToken = &token })
}

// WithFramesPerSecond says how many frames to sample per second of video, at least 1. Absent: the service's default.
// Refused by the gateway for images. SDK: frames_per_second.
func WithFramesPerSecond(frames int) PredictOption {
	return predictOption(func(o *predictOptions) {
		if frames < 1 || frames > 1<<31-1 {
			o.err = &ArgumentError{fmt.Sprintf("the frames per second must be at least 1, and %d is not", frames)}
		}
		rate := int32(frames)
		o.framesPerSecond = &rate
	})
}

// WithCompletionTimeout says how long the prediction may take, counted from when the service accepted it; after that the
// call ends with [ErrPredictionTimeout], and the task goes on. Absent: the gateway's default, which goes with the call:
// where that breaks once the prediction was accepted, the client watches the task for as long as the context allows.
// SDK: timeout_seconds.
func WithCompletionTimeout(timeout time.Duration) PredictOption {
	return predictOption(func(o *predictOptions) {
		if err := positive("completion timeout", timeout); err != nil {
			o.err = err
		}
		o.completionTimeout = timeout
	})
}

// WithParameter adds a form field for the service, as the SDK's extra keyword arguments are. The last value of a name
// counts.
func WithParameter(name, value string) PredictOption {
	return predictOption(func(o *predictOptions) {
		if o.parameters == nil {
			o.parameters = map[string]string{}
		}
		o.parameters[name] = value
	})
}

// WithOnSent is told after each chunk how many bytes of media were handed to the transport so far, on the goroutine that
// reads the media, which waits for it.
func WithOnSent(listener func(bytes int64)) PredictOption {
	return predictOption(func(o *predictOptions) { o.onSent = listener })
}

// WithOnTask is told the task id once the service accepted the prediction: from there on the task goes on even if the call
// ends. It runs on the goroutine that waits for the result. Batches tell nothing.
func WithOnTask(listener func(taskID string)) PredictOption {
	return predictOption(func(o *predictOptions) { o.onTask = listener })
}

// WithOnProgress is told how far the prediction of a video is; predictions of images tell nothing. It runs on the
// goroutine that waits for the result.
func WithOnProgress(listener func(*pb.PredictionProgress)) PredictOption {
	return predictOption(func(o *predictOptions) { o.onProgress = listener })
}

func predictOptionsOf(options []PredictOption) (*predictOptions, error) {
	settings := &predictOptions{
		onSent:     func(int64) {},
		onTask:     func(string) {},
		onProgress: func(*pb.PredictionProgress) {},
	}
	for _, option := range options {
		option.applyToPrediction(settings)
	}
	return settings, settings.err
}

func resultOptionsOf(options []ResultOption) *resultOptions {
	settings := &resultOptions{}
	for _, option := range options {
		option.applyToResult(settings)
	}
	return settings
}

// mediaRequest is what to predict, with which model and options.
type mediaRequest struct {
	media   *medium
	model   string
	options *predictOptions
}

func newMediaRequest(media Media, model string, options []PredictOption) (*mediaRequest, error) {
	settings, err := predictOptionsOf(options)
	if err != nil {
		return nil, err
	}
	if media == nil || media.content() == nil {
		return nil, &ArgumentError{"there is no media: make it with ImageFromPath, VideoFromReader or one of their like"}
	}
	return &mediaRequest{media.content(), model, settings}, nil
}

// open begins to read the media and makes the message that precedes it. Where a checksum is to be computed, that reads
// the whole media once.
func (r *mediaRequest) open(ctx context.Context) (*openMedium, *pb.PredictionConfig, error) {
	crc32c, err := r.checksum(ctx)
	if err != nil {
		return nil, nil, err
	}
	opened, err := r.media.source.open()
	if err != nil {
		return nil, nil, err
	}
	config := &pb.PredictionConfig{
		Model: r.model, MimeType: r.media.mimeType, FileName: r.media.name, Parameters: r.options.parameters,
		FramesPerSecond: r.options.framesPerSecond, Filter: r.options.filter, SizeBytes: r.media.size, Crc32C: crc32c,
	}
	if config.SizeBytes == nil {
		config.SizeBytes = opened.size
	}
	if r.options.completionTimeout > 0 {
		config.CompletionTimeout = durationpb.New(r.options.completionTimeout)
	}
	return opened, config, nil
}

func (r *mediaRequest) checksum(ctx context.Context) (*uint32, error) {
	if !r.media.computed || r.media.crc32c != nil {
		return r.media.crc32c, nil
	}
	opened, err := r.media.source.open()
	if err != nil {
		return nil, err
	}
	defer opened.close()
	sum, err := opened.checksum(ctx)
	return &sum, err
}
