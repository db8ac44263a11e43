package dragoneye_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/internal/fakegateway"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

var (
	accepted  = &pb.Task{TaskId: "task-1"}
	succeeded = &pb.Task{TaskId: "task-1", State: pb.TaskState_TASK_STATE_SUCCEEDED, Status: "predicted"}
	working   = &pb.Task{TaskId: "task-1", State: pb.TaskState_TASK_STATE_IN_PROGRESS, Status: "processing"}
)

// predictions answers a prediction of a video with a script, and counts.
func predictions(calls *atomic.Int32, script ...any) func(pb.PredictionService_PredictVideoServer) error {
	return func(stream pb.PredictionService_PredictVideoServer) error {
		calls.Add(1)
		for {
			request, err := stream.Recv()
			if err != nil || len(request.GetChunk()) > 0 {
				return videoEvents(stream, script...)
			}
		}
	}
}

func watched(scripts ...[]any) func(*pb.WatchTaskRequest, pb.TaskService_WatchTaskServer) error {
	var calls atomic.Int32
	return func(_ *pb.WatchTaskRequest, stream pb.TaskService_WatchTaskServer) error {
		call := int(calls.Add(1)) - 1
		if call >= len(scripts) {
			return status.Error(codes.FailedPrecondition, "no script")
		}
		for _, event := range scripts[call] {
			switch e := event.(type) {
			case *pb.Task:
				if err := stream.Send(&pb.WatchTaskResponse{Task: e}); err != nil {
					return err
				}
			case chan struct{}:
				select {
				case <-e:
				case <-stream.Context().Done():
				}
			case error:
				return e
			}
		}
		return nil
	}
}

func TestShouldPredictAVideoWithProgress(t *testing.T) {
	var calls atomic.Int32
	client := connected(t, &fakegateway.Gateway{OnPredictVideo: predictions(&calls,
		&pb.PredictionProgress{Phase: pb.Phase_PHASE_UPLOAD, TransferredBytes: 13}, accepted, header,
		videoObject(0, true, objectWithID(10)), &pb.ResultCompletion{ReadCount: 1, SentCount: 1})})
	var told []string

	prediction, err := client.PredictVideo(context.Background(), smallVideo(t), model,
		dragoneye.WithOnProgress(func(p *pb.PredictionProgress) { told = append(told, p.GetPhase().String()) }),
		dragoneye.WithOnTask(func(id string) { told = append(told, id) }))

	must(t, err)
	expect(t, "told", fmt.Sprint(told), "[PHASE_UPLOAD task-1]")
	expect(t, "object", prediction.Objects[0].GetObjectId(), 10)
	expect(t, "rate", prediction.FramesPerSecond, 2)
	expect(t, "read", prediction.Completion.GetReadCount(), 1)
}

func TestShouldGoOnByWayOfTheTaskWhereAPredictionBreaks(t *testing.T) {
	var calls atomic.Int32
	gateway, tokens := scripted(t,
		[]any{header, videoObject(0, true, objectWithID(10)), cut},
		[]any{header, videoObject(1, true, objectWithID(11)), &pb.ResultCompletion{ReadCount: 1, SentCount: 1}})
	gateway.OnPredictVideo = predictions(&calls,
		&pb.PredictionProgress{Phase: pb.Phase_PHASE_UPLOAD, TransferredBytes: 13}, accepted, cut)
	gateway.OnWatchTask = watched([]any{working, cut}, []any{working, succeeded})
	var told []string

	prediction, err := connected(t, gateway).PredictVideo(context.Background(), smallVideo(t), model,
		dragoneye.WithOnProgress(func(p *pb.PredictionProgress) {
			told = append(told, fmt.Sprintln(p.GetPhase(), p.GetTransferredBytes(), p.GetStatus()))
		}))

	must(t, err)
	expect(t, "predictions", calls.Load(), 1)
	expect(t, "objects", len(prediction.Objects), 2)
	expect(t, "tokens", fmt.Sprintf("%q", *tokens), `["" "after 0"]`)
	expect(t, "last progress", told[len(told)-1], "PHASE_AWAIT 13 predicted\n")
}

func TestShouldGoOnWithTheResultsWhereThoseBreak(t *testing.T) {
	var calls atomic.Int32
	gateway, tokens := scripted(t, []any{videoObject(1, true, objectWithID(11)), &pb.ResultCompletion{ReadCount: 1, SentCount: 1}})
	gateway.OnPredictVideo = predictions(&calls, accepted, header, videoObject(0, true, objectWithID(10)), cut)

	prediction, err := connected(t, gateway).PredictVideo(context.Background(), smallVideo(t), model)

	must(t, err)
	expect(t, "objects", len(prediction.Objects), 2)
	expect(t, "tokens", fmt.Sprintf("%q", *tokens), `["after 0"]`)
	expect(t, "read", prediction.Completion.GetReadCount(), 2)
}

func TestShouldNotGoOnBeforeTheTaskWasAccepted(t *testing.T) {
	var calls atomic.Int32
	client := connected(t, &fakegateway.Gateway{OnPredictVideo: predictions(&calls,
		&pb.PredictionProgress{Phase: pb.Phase_PHASE_PREDICT}, cut)})

	_, err := client.PredictVideo(context.Background(), smallVideo(t), model)

	expectError(t, err, dragoneye.ErrGatewayUnavailable)
	expect(t, "predictions", calls.Load(), 1)
}

func TestShouldFailAsThePredictionWouldHaveWhereItsTaskFails(t *testing.T) {
	var calls atomic.Int32
	failedTask := &pb.Task{TaskId: "task-1", State: pb.TaskState_TASK_STATE_FAILED, Status: "failed_unreadable_media"}
	client := connected(t, &fakegateway.Gateway{
		OnPredictVideo: predictions(&calls, accepted, cut), OnWatchTask: watched([]any{failedTask})})

	_, err := client.PredictVideo(context.Background(), smallVideo(t), model)

	failure := expectError(t, err, dragoneye.ErrPredictionTask)
	expect(t, "text", failure.Error(), "the prediction failed with the status failed_unreadable_media "+
		"[PREDICTION_FAILED, phase await, task task-1, predict sent: yes]")
	expect(t, "code", failure.Code, codes.FailedPrecondition)
}

func TestShouldKeepTheCompletionTimeoutWhereAPredictionBreaks(t *testing.T) {
	var calls atomic.Int32
	client := connected(t, &fakegateway.Gateway{
		OnPredictVideo: predictions(&calls, accepted, cut), OnWatchTask: watched([]any{working, make(chan struct{})})})

	_, err := client.PredictVideo(context.Background(), smallVideo(t), model,
		dragoneye.WithCompletionTimeout(300*time.Millisecond))

	failure := expectError(t, err, dragoneye.ErrPredictionTimeout)
	expect(t, "text", failure.Error(), "the prediction did not complete within 300ms "+
		"[PREDICTION_TIMEOUT, phase await, task task-1, predict sent: yes]")
}

func TestShouldKnowThatTheCompletionTimeoutHasPassedWhereAPredictionBreaksLate(t *testing.T) {
	var calls atomic.Int32
	passed := make(chan struct{})
	client := connected(t, &fakegateway.Gateway{
		OnPredictVideo: func(stream pb.PredictionService_PredictVideoServer) error {
			err := predictions(&calls, accepted)(stream)
			<-passed
			return errors.Join(err, cut)
		},
		OnWatchTask: watched([]any{working, succeeded}),
	})

	_, err := client.PredictVideo(context.Background(), smallVideo(t), model,
		dragoneye.WithCompletionTimeout(time.Nanosecond), dragoneye.WithOnTask(func(string) { close(passed) }))

	expectError(t, err, dragoneye.ErrPredictionTimeout)
}

func TestShouldLeaveNothingWhereThePredictionOfAVideoIsLeft(t *testing.T) {
	cancelled := make(chan struct{}, 1)
	client := connected(t, &fakegateway.Gateway{
		OnPredictVideo: func(stream pb.PredictionService_PredictVideoServer) error {
			err := videoEvents(stream, header, videoObject(0, true, objectWithID(10)))
			<-stream.Context().Done()
			cancelled <- struct{}{}
			return err
		},
	})
	must(t, warm(client))
	video, err := dragoneye.VideoFromReader(zeros{}, "video/mp4")
	must(t, err)
	expectNothingLeft(t, func() {
		for object, err := range client.StreamVideoPrediction(context.Background(), video, model).All() {
			must(t, err)
			expect(t, "object", object.GetObjectId(), 10)
			break
		}
		<-cancelled
	})
}

func TestShouldRefuseWrongOptionsBeforeAnyCall(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{})
	for name, option := range map[string]dragoneye.PredictOption{
		"timeout": dragoneye.WithCompletionTimeout(0), "rate": dragoneye.WithFramesPerSecond(0),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := client.PredictVideo(context.Background(), smallVideo(t), model, option)
			expectArgumentError(t, err)
		})
	}
	_, err := client.PredictVideo(context.Background(), dragoneye.Video{}, model)
	expectArgumentError(t, err)
}

func TestShouldTellEachChangeOfATaskOnceOverInterruptions(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnWatchTask: watched(
		[]any{working, cut}, []any{working}, []any{working, succeeded, cut})})
	var told []string

	for task, err := range client.Watch(context.Background(), "task-1") {
		must(t, err)
		told = append(told, task.GetStatus())
	}

	expect(t, "changes", fmt.Sprint(told), "[processing predicted]")
}

func TestShouldWaitForTheEndOfATask(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnWatchTask: watched([]any{working, succeeded})})

	task, err := client.WaitFor(context.Background(), "task-1")

	must(t, err)
	expect(t, "state", task.GetState(), pb.TaskState_TASK_STATE_SUCCEEDED)
}

func TestShouldLeaveNothingWhereAWatchIsLeft(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnWatchTask: watched([]any{working, make(chan struct{})})})
	must(t, warm(client))
	expectNothingLeft(t, func() {
		for _, err := range client.Watch(context.Background(), "task-1") {
			must(t, err)
			break
		}
	})
}

func TestShouldReachEveryRPCOverTheConnection(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnWatchTask: watched([]any{succeeded})})

	stream, err := pb.NewTaskServiceClient(client.Conn()).WatchTask(context.Background(), &pb.WatchTaskRequest{TaskId: "task-1"},
		grpc.WaitForReady(true))

	must(t, err)
	response, err := stream.Recv()
	must(t, err)
	expect(t, "status", response.GetTask().GetStatus(), "predicted")
}
