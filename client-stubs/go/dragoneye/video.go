package dragoneye

import (
	"context"
	"io"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// VideoPrediction is the whole prediction of a video. SDK: ClassificationPredictVideoResponse.
type VideoPrediction struct {
	// TaskID names the task in later calls.
	TaskID string
	// PredictionTaskUUID is the service's own identifier of the task.
	PredictionTaskUUID string
	// OriginalFileName is the name given with the media; nil where none was given.
	OriginalFileName *string
	// FramesPerSecond is how many frames were sampled per second of video.
	FramesPerSecond int32
	// FrameTimestampsMicroseconds is when each processed frame is, ascending, frames without a detection included. Empty
	// where the archive has no timeline.
	FrameTimestampsMicroseconds []int64
	// Objects are the tracked objects, in the service's order. On a gap frame, an observation's box is nil.
	Objects []*pb.VideoDetectedObject
	// Completion says how many objects the result holds and how many passed the filter.
	Completion *pb.ResultCompletion
}

// collect reads a stream to its end.
func collect(stream *VideoStream) (*VideoPrediction, error) {
	prediction := &VideoPrediction{}
	for object, err := range stream.All() {
		if err != nil {
			return nil, err
		}
		prediction.Objects = append(prediction.Objects, object)
	}
	header := stream.Header()
	prediction.TaskID = header.GetTaskId()
	prediction.PredictionTaskUUID = header.GetPredictionTaskUuid()
	prediction.OriginalFileName = header.OriginalFileName
	prediction.FramesPerSecond = header.GetFramesPerSecond()
	prediction.FrameTimestampsMicroseconds = header.GetFrameTimestampsMicroseconds()
	prediction.Completion = stream.Completion()
	return prediction, nil
}

// PredictVideo predicts a video and waits for the whole result. SDK: predict_video.
//
// Where the call breaks once the task was accepted, the client watches the task and goes on with its results: nothing is
// predicted twice.
func (c *Client) PredictVideo(ctx context.Context, video Video, model string, options ...PredictOption) (
	*VideoPrediction, error) {
	return collect(c.StreamVideoPrediction(ctx, video, model, options...))
}

// StreamVideoPrediction predicts a video and gives its objects as they come. [WithOnProgress] and [WithOnTask] tell what
// goes on before the first of them.
func (c *Client) StreamVideoPrediction(ctx context.Context, video Video, model string, options ...PredictOption) *VideoStream {
	call := &videoCall{client: c}
	call.upload.request, call.refused = newMediaRequest(video, model, options)
	call.upload.method = mediaMethod{
		open: func(ctx context.Context) (grpc.ClientStream, error) {
			stream, err := c.predictions.PredictVideo(ctx)
			call.stream = stream
			return stream, err
		},
		config: func(config *pb.PredictionConfig) proto.Message {
			return &pb.PredictVideoRequest{Payload: &pb.PredictVideoRequest_Config{Config: config}}
		},
		chunk: func(chunk []byte) proto.Message {
			return &pb.PredictVideoRequest{Payload: &pb.PredictVideoRequest_Chunk{Chunk: chunk}}
		},
	}
	return newResultStream(ctx, c, videoKind, call, nil)
}

// videoCall is one prediction of a video. A call that breaks once its task was announced goes on by way of the task.
type videoCall struct {
	client  *Client
	refused error // why no call is made at all
	upload  mediaUpload
	stream  pb.PredictionService_PredictVideoClient

	acceptedAt   time.Time
	lastProgress *pb.PredictionProgress
	succeeded    bool
}

func (v *videoCall) continuable() bool { return v.upload.taskID != "" }

func (v *videoCall) cause(err error) error { return v.upload.cause(err) }

func (v *videoCall) observed() observed { return v.upload.observed() }

func (v *videoCall) stop() { v.upload.stop() }

func (v *videoCall) open(ctx context.Context, progress readProgress) (func() (piece, error), error) {
	switch {
	case v.refused != nil:
		return nil, v.refused
	case v.upload.taskID == "":
		err := v.upload.start(ctx)
		return v.receive, err
	case progress.hasHeader || v.succeeded:
		return v.openResults(ctx, progress)
	default:
		return v.watch(ctx, progress)
	}
}

func (v *videoCall) receive() (piece, error) {
	response, err := v.stream.Recv()
	if err != nil {
		return nil, err
	}
	switch event := response.GetEvent().(type) {
	case *pb.PredictVideoResponse_Progress:
		v.tell(event.Progress)
	case *pb.PredictVideoResponse_Task:
		v.acceptedAt = time.Now()
		v.upload.announce(event.Task.GetTaskId())
	case *pb.PredictVideoResponse_Header:
		return videoHeaderPiece(event.Header), nil
	case *pb.PredictVideoResponse_Object:
		return videoObjectPiece(event.Object), nil
	case *pb.PredictVideoResponse_Completion:
		return event.Completion, nil
	}
	return nil, nil
}

func (v *videoCall) tell(progress *pb.PredictionProgress) {
	v.lastProgress = progress
	v.upload.request.options.onProgress(progress)
}

func (v *videoCall) openResults(ctx context.Context, progress readProgress) (func() (piece, error), error) {
	return v.client.openVideoResults(ctx, v.upload.taskID, v.upload.request.options.filter, progress.resumeToken)
}

// watch waits for the task, telling its progress as the call itself did, then reads its results.
func (v *videoCall) watch(ctx context.Context, progress readProgress) (func() (piece, error), error) {
	limited, cancel := v.withCompletionDeadline(ctx)
	watching, err := v.client.tasks.WatchTask(limited, &pb.WatchTaskRequest{TaskId: v.upload.taskID})
	if err != nil {
		cancel()
		return nil, v.orTimeout(err, limited, ctx)
	}
	var results func() (piece, error)
	return func() (piece, error) {
		if results != nil {
			return results()
		}
		response, err := watching.Recv()
		if err == nil {
			return nil, v.changed(response.GetTask())
		}
		defer cancel()
		if v.succeeded && err == io.EOF {
			results, err = v.openResults(ctx, progress)
			return nil, err
		}
		return nil, v.orTimeout(err, limited, ctx)
	}, nil
}

// orTimeout tells the completion timeout, in a context made of the call's for it, from the call's own deadline.
func (v *videoCall) orTimeout(err error, limited, ctx context.Context) error {
	completion, isLimited := limited.Deadline()
	deadline, wasLimited := ctx.Deadline()
	if status.Code(err) == codes.DeadlineExceeded && isLimited && (!wasLimited || completion.Before(deadline)) {
		return v.timeout()
	}
	return err
}

// withCompletionDeadline counts the completion timeout from when the prediction was accepted. Where the gateway's default
// counted, that was forgotten with the call.
func (v *videoCall) withCompletionDeadline(ctx context.Context) (context.Context, context.CancelFunc) {
	timeout := v.upload.request.options.completionTimeout
	if timeout <= 0 || v.acceptedAt.IsZero() {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, v.acceptedAt.Add(timeout))
}

func (v *videoCall) changed(task *pb.Task) error {
	if task.GetState() == pb.TaskState_TASK_STATE_FAILED {
		return v.ended(codes.FailedPrecondition, "PREDICTION_FAILED", task.GetStatus(),
			"the prediction failed with the status "+task.GetStatus())
	}
	progress := &pb.PredictionProgress{}
	if v.lastProgress != nil {
		progress = proto.Clone(v.lastProgress).(*pb.PredictionProgress)
	}
	progress.Phase = pb.Phase_PHASE_AWAIT
	progress.Status = proto.String(task.GetStatus())
	v.tell(progress)
	v.succeeded = task.GetState() == pb.TaskState_TASK_STATE_SUCCEEDED
	return nil
}

func (v *videoCall) timeout() error {
	return v.ended(codes.DeadlineExceeded, "PREDICTION_TIMEOUT", v.lastProgress.GetStatus(),
		"the prediction did not complete within "+v.upload.request.options.completionTimeout.String())
}

// ended is how the call itself would have ended.
func (v *videoCall) ended(code codes.Code, reason, taskStatus, message string) error {
	metadata := map[string]string{"phase": "await", "task_id": v.upload.taskID, "status": taskStatus}
	return newError(code, reason, message, metadata, v.observed())
}
