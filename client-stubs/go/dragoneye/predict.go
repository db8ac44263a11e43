package dragoneye

import (
	"context"
	"errors"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// PredictImage predicts an image and waits for the result. SDK: predict_image.
//
// The model is named as in "recognize_anything/my_model".
func (c *Client) PredictImage(ctx context.Context, image Image, model string, options ...PredictOption) (
	*pb.ImagePrediction, error) {
	response := &pb.PredictImageResponse{}
	method := mediaMethod{
		open: func(ctx context.Context) (grpc.ClientStream, error) { return c.predictions.PredictImage(ctx) },
		config: func(config *pb.PredictionConfig) proto.Message {
			return &pb.PredictImageRequest{Payload: &pb.PredictImageRequest_Config{Config: config}}
		},
		chunk: func(chunk []byte) proto.Message {
			return &pb.PredictImageRequest{Payload: &pb.PredictImageRequest_Chunk{Chunk: chunk}}
		},
	}
	if err := method.call(ctx, image, model, options, response); err != nil {
		return nil, err
	}
	return response.GetPrediction(), nil
}

// Submit starts a prediction and returns as soon as the service accepted it. Attach to it with [Client.WaitFor],
// [Client.StreamVideoResults] and their like, now or from elsewhere.
func (c *Client) Submit(ctx context.Context, media Media, model string, options ...PredictOption) (*pb.Task, error) {
	response := &pb.SubmitPredictionResponse{}
	method := mediaMethod{
		open: func(ctx context.Context) (grpc.ClientStream, error) { return c.predictions.SubmitPrediction(ctx) },
		config: func(config *pb.PredictionConfig) proto.Message {
			return &pb.SubmitPredictionRequest{Payload: &pb.SubmitPredictionRequest_Config{Config: config}}
		},
		chunk: func(chunk []byte) proto.Message {
			return &pb.SubmitPredictionRequest{Payload: &pb.SubmitPredictionRequest_Chunk{Chunk: chunk}}
		},
	}
	if err := method.call(ctx, media, model, options, response); err != nil {
		return nil, err
	}
	return response.GetTask(), nil
}

// mediaMethod is an RPC that takes a medium.
type mediaMethod struct {
	open   func(context.Context) (grpc.ClientStream, error)
	config func(*pb.PredictionConfig) proto.Message
	chunk  func([]byte) proto.Message
}

// call sends a medium and waits for the one response.
func (m mediaMethod) call(ctx context.Context, media Media, model string, options []PredictOption,
	response proto.Message) error {
	request, err := newMediaRequest(media, model, options)
	if err != nil {
		return err
	}
	upload := mediaUpload{request: request, method: m}
	if err = upload.start(ctx); err == nil {
		err = upload.receive(response)
		upload.stop()
	}
	if err != nil {
		return failed(ctx, upload.cause(err), upload.observed())
	}
	return nil
}

// mediaUpload is one medium on its way into a call.
type mediaUpload struct {
	request *mediaRequest
	method  mediaMethod
	taskID  string

	ctx     context.Context
	cancel  context.CancelCauseFunc
	stream  grpc.ClientStream
	sending *sending
}

// start opens the medium, so that an unreadable one makes no call, then the call. If it succeeds, stop must follow.
func (u *mediaUpload) start(ctx context.Context) error {
	media, config, err := u.request.open(ctx)
	if err != nil {
		return err
	}
	u.ctx, u.cancel = context.WithCancelCause(ctx)
	u.stream, err = u.method.open(u.ctx)
	if err != nil {
		media.close()
		u.cancel(nil)
		return err
	}
	u.sending = startSending(u.stream, u.cancel, func(s *sending) error {
		defer media.close()
		if err := s.message(u.method.config(config)); err != nil {
			return err
		}
		return s.medium(media, u.method.chunk, u.request.options.onSent)
	})
	return nil
}

// receive waits for the announcement of the task, then for the response.
func (u *mediaUpload) receive(response proto.Message) error {
	if header, err := u.stream.Header(); err == nil {
		if ids := header.Get("dragoneye-task-id"); len(ids) > 0 {
			u.announce(ids[0])
		}
	}
	return u.stream.RecvMsg(response)
}

// announce tells the task, once.
func (u *mediaUpload) announce(taskID string) {
	if u.taskID == "" && taskID != "" {
		u.taskID = taskID
		u.request.options.onTask(taskID)
	}
}

// stop ends the call and its sending side.
func (u *mediaUpload) stop() {
	if u.sending != nil {
		u.cancel(nil)
		u.sending.stop()
	}
}

// cause tells this side's failure from what it made of the call.
func (u *mediaUpload) cause(err error) error {
	var failure sendFailure
	if u.ctx != nil && errors.As(context.Cause(u.ctx), &failure) && isCancellation(err) {
		return failure.error
	}
	return err
}

// observed judges what a prediction is to its caller: it cannot begin before the media is complete, and has begun once
// its task was announced.
func (u *mediaUpload) observed() observed {
	switch {
	case u.taskID != "":
		return observed{u.taskID, PredictSentYes}
	case u.sending != nil && u.sending.halfClosed.Load():
		return observed{"", PredictSentUnknown}
	default:
		return observed{"", PredictSentNo}
	}
}
