package dragoneye_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/internal/fakegateway"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// statusFailure makes a call that fails.
func statusFailure(t *testing.T, failure error) error {
	t.Helper()
	client := connected(t, &fakegateway.Gateway{
		OnGetTask: func(context.Context, *pb.GetTaskRequest) (*pb.GetTaskResponse, error) { return nil, failure },
	})
	_, err := client.Status(context.Background(), "task-1")
	return err
}

func TestShouldKnowTheKindOfEveryReason(t *testing.T) {
	kinds := map[string]dragoneye.ErrorKind{
		"INVALID_REQUEST":               dragoneye.ErrInvalidRequest,
		"MEDIA_TYPE_MISMATCH":           dragoneye.ErrInvalidRequest,
		"TASK_TYPE_MISMATCH":            dragoneye.ErrInvalidRequest,
		"TASK_BEGIN_REJECTED":           dragoneye.ErrPredictionTaskBegin,
		"TASK_BEGIN_UNAVAILABLE":        dragoneye.ErrPredictionTaskBegin,
		"UPLOAD_FAILED":                 dragoneye.ErrPredictionUpload,
		"UPLOAD_REJECTED":               dragoneye.ErrPredictionUpload,
		"MEDIA_TOO_LARGE":               dragoneye.ErrPredictionUpload,
		"CHECKSUM_MISMATCH":             dragoneye.ErrPredictionUpload,
		"SIZE_MISMATCH":                 dragoneye.ErrPredictionUpload,
		"PREDICT_REJECTED":              dragoneye.ErrPredictionTask,
		"PREDICT_UNAVAILABLE":           dragoneye.ErrPredictionTask,
		"PREDICTION_FAILED":             dragoneye.ErrPredictionTask,
		"PREDICTION_TIMEOUT":            dragoneye.ErrPredictionTimeout,
		"RESULTS_UNAVAILABLE":           dragoneye.ErrPredictionTaskResultsUnavailable,
		"RESULTS_CORRUPT":               dragoneye.ErrPredictionTaskResultsUnavailable,
		"RESULTS_TOO_LARGE":             dragoneye.ErrPredictionTaskResultsUnavailable,
		"UPSTREAM_UNAVAILABLE":          dragoneye.ErrServiceUnavailable,
		"TASK_NOT_FOUND":                dragoneye.ErrTaskNotFound,
		"UPSTREAM_RATE_LIMITED":         dragoneye.ErrRateLimited,
		"UPSTREAM_CREDENTIALS_REJECTED": dragoneye.ErrCredentialsRejected,
		"CALLER_UNAUTHENTICATED":        dragoneye.ErrCallerRejected,
		"CALLER_FORBIDDEN":              dragoneye.ErrCallerRejected,
		"CALLER_QUOTA_EXCEEDED":         dragoneye.ErrRateLimited,
		"GATEWAY_OVERLOADED":            dragoneye.ErrGatewayUnavailable,
		"GATEWAY_DRAINING":              dragoneye.ErrGatewayUnavailable,
		"STREAM_STALLED":                dragoneye.ErrStreamStalled,
		"RESUME_TOKEN_STALE":            dragoneye.ErrResumeTokenStale,
		"INTERNAL":                      dragoneye.ErrGatewayInternal,
	}
	for name := range pb.ErrorReason_value {
		reason := strings.TrimPrefix(name, "ERROR_REASON_")
		if reason == "UNSPECIFIED" {
			continue
		}
		t.Run(reason, func(t *testing.T) {
			err := statusFailure(t, fakegateway.Failure(codes.FailedPrecondition, reason, "what happened"))

			expect(t, "reason", expectError(t, err, kinds[reason]).Reason, reason)
		})
	}
}

func TestShouldJudgeUnknownReasonsByTheCode(t *testing.T) {
	for code, kind := range map[codes.Code]dragoneye.ErrorKind{
		codes.InvalidArgument:   dragoneye.ErrInvalidRequest,
		codes.NotFound:          dragoneye.ErrTaskNotFound,
		codes.PermissionDenied:  dragoneye.ErrCallerRejected,
		codes.ResourceExhausted: dragoneye.ErrRateLimited,
		codes.DeadlineExceeded:  dragoneye.ErrDeadlineExceeded,
		codes.Canceled:          dragoneye.ErrCallCancelled,
		codes.Internal:          dragoneye.ErrGatewayInternal,
		codes.DataLoss:          "",
	} {
		t.Run(code.String(), func(t *testing.T) {
			err := statusFailure(t, fakegateway.Failure(code, "REASON_OF_A_NEWER_GATEWAY", "what happened"))

			failure := expectError(t, err, kind)
			expect(t, "reason", failure.Reason, "REASON_OF_A_NEWER_GATEWAY")
			expect(t, "message", failure.Error(), "what happened [REASON_OF_A_NEWER_GATEWAY, task task-1]")
		})
	}
}

func TestShouldTellAllThatTheGatewaySays(t *testing.T) {
	err := statusFailure(t, fakegateway.FailureWith(codes.InvalidArgument, "INVALID_REQUEST", "the request is wrong",
		[]protoadapt.MessageV1{
			&errdetails.RetryInfo{RetryDelay: durationpb.New(1500 * time.Millisecond)},
			&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
				{Field: "config.model", Description: "name the model to run"},
			}},
		}, "phase", "request", "task_id", "task-7", "predict_sent", "unknown", "new_entry", "x"))

	failure := expectError(t, err, dragoneye.ErrInvalidRequest)
	expect(t, "code", failure.Code, codes.InvalidArgument)
	expect(t, "phase", failure.Phase, "request")
	expect(t, "task", failure.TaskID, "task-7")
	expect(t, "predict sent", failure.PredictSent, dragoneye.PredictSentUnknown)
	expect(t, "delay", failure.RetryDelay, 1500*time.Millisecond)
	expect(t, "violation", fmt.Sprint(failure.FieldViolations), "[{config.model name the model to run}]")
	expect(t, "metadata", failure.Metadata["new_entry"], "x")
	expect(t, "text", err.Error(),
		"the request is wrong [INVALID_REQUEST, phase request, task task-7, predict sent: unknown]")
	expect(t, "status", status.Convert(err).Message(), "the request is wrong")
	expect(t, "details", len(status.Convert(err).Details()), 3)
}

func TestShouldIgnoreDetailsOfOthers(t *testing.T) {
	foreign, err := status.New(codes.NotFound, "no such route").WithDetails(
		&errdetails.ErrorInfo{Reason: "UPLOAD_FAILED", Domain: "proxy.example"},
		&errdetails.RetryInfo{RetryDelay: &durationpb.Duration{Seconds: -5}})
	must(t, err)

	failure := expectError(t, statusFailure(t, foreign.Err()), dragoneye.ErrTaskNotFound)

	expect(t, "reason", failure.Reason, "")
	expect(t, "delay", failure.RetryDelay, 0)
}

func TestShouldSayThatNoGatewayWasReached(t *testing.T) {
	client, err := dragoneye.NewClient("127.0.0.1:1")
	must(t, err)
	defer client.Close()

	_, err = client.PredictImage(context.Background(), smallImage(t), model)

	failure := expectError(t, err, dragoneye.ErrGatewayUnavailable)
	expect(t, "message", strings.HasPrefix(failure.Message, "the connection to the gateway failed: "), true)
	expect(t, "predict sent", failure.PredictSent, dragoneye.PredictSentNo)
}

func TestShouldPassOnTheErrorOfATokenSource(t *testing.T) {
	gateway, _ := recording()
	cause := status.Error(codes.Unavailable, "the issuer is away")
	client := connected(t, gateway, dragoneye.WithTokenSource(func(context.Context) (string, error) { return "", cause }))

	for _, err := range client.Watch(context.Background(), "task-1") {
		expect(t, "cause", errors.Is(err, cause), true)
		expect(t, "text", err.Error(), "the token could not be obtained: "+cause.Error())
	}
}
