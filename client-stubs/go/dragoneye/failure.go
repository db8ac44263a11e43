package dragoneye

import (
	"context"
	"errors"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

const errorDomain = "gateway.dragoneye.ai"

// observed is what the client itself saw of a call, for failures on which no gateway had a say.
type observed struct {
	taskID      string
	predictSent PredictSent
}

// errorDetails are the details of a status. What is malformed or unknown counts as absent.
type errorDetails struct {
	reason     string
	metadata   map[string]string
	retryDelay time.Duration
	violations []FieldViolation
}

func detailsOf(from *status.Status) errorDetails {
	var found errorDetails
	for _, detail := range from.Details() {
		switch d := detail.(type) {
		case *errdetails.ErrorInfo:
			if d.GetDomain() == errorDomain {
				found.reason, found.metadata = d.GetReason(), d.GetMetadata()
			}
		case *errdetails.RetryInfo:
			if delay := d.GetRetryDelay(); delay.CheckValid() == nil {
				found.retryDelay = max(0, delay.AsDuration())
			}
		case *errdetails.BadRequest:
			for _, v := range d.GetFieldViolations() {
				found.violations = append(found.violations, FieldViolation{v.GetField(), v.GetDescription()})
			}
		}
	}
	return found
}

// failed turns whatever ended a call into what its caller sees. Errors that are not gRPC's pass as they are.
func failed(ctx context.Context, err error, seen observed) error {
	if isFinal(err) {
		return err
	}
	from, ok := status.FromError(err)
	if !ok {
		if !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		from = status.FromContextError(err)
	}
	details := detailsOf(from)
	failure := newError(from.Code(), details.reason, from.Message(), details.metadata, seen)
	failure.RetryDelay, failure.FieldViolations = details.retryDelay, details.violations
	failure.causes = []error{err}
	if details.reason == "" {
		failure.explain(ctx)
	}
	return failure
}

// isFinal tells the errors that callers see as they are.
func isFinal(err error) bool {
	var failure *Error
	var media *MediaError
	var argument *ArgumentError
	var token *tokenError
	return errors.As(err, &media) || errors.As(err, &argument) || errors.As(err, &token) || errors.As(err, &failure)
}

// explain says of a failure on which no gateway had a say what gRPC says badly.
func (e *Error) explain(ctx context.Context) {
	ended := endOf(ctx, e.Code)
	switch {
	case errors.Is(ended, context.Canceled):
		e.Message = "the call was cancelled"
	case errors.Is(ended, context.DeadlineExceeded):
		e.Message = "the deadline of the call passed"
	case e.Code == codes.Unavailable:
		e.Message = "the connection to the gateway failed: " + e.Message
	case e.Message == "":
		e.Message = "the call failed"
	}
	if e.TaskID != "" && e.PredictSent == PredictSentYes {
		e.Message += "; the task goes on, look at it by its id instead of predicting again"
	}
	if ended != nil {
		e.causes = append(e.causes, ended)
		if cause := context.Cause(ctx); cause != nil && cause != ended {
			e.causes = append(e.causes, cause)
		}
	}
}

// endOf is the error of the caller's context, where that ended a call with this code. The gateway knows of the deadline,
// and may be a moment ahead of the context.
func endOf(ctx context.Context, code codes.Code) error {
	_, limited := ctx.Deadline()
	switch {
	case code == codes.DeadlineExceeded && limited:
		return context.DeadlineExceeded
	case code == codes.Canceled || code == codes.DeadlineExceeded:
		return ctx.Err()
	default:
		return nil
	}
}

// imageFailed makes the error that a call of its own would have returned for one image of a batch.
func imageFailed(from *pb.PredictionError) *Error {
	return newError(codes.Code(from.GetCode()), from.GetReason(), from.GetMessage(), from.GetMetadata(), observed{})
}

// newError decides what a failed call becomes; where both the gateway and the client know something, the gateway's word
// counts.
func newError(code codes.Code, reason, message string, metadata map[string]string, seen observed) *Error {
	failure := &Error{
		Kind: kindOf(reason, code), Code: code, Reason: reason, Message: message, Metadata: metadata,
		Phase: metadata["phase"], TaskID: metadata["task_id"],
	}
	if failure.TaskID == "" {
		failure.TaskID = seen.taskID
	}
	failure.PredictSent = predictSent(metadata["predict_sent"], failure.Phase, seen.predictSent)
	return failure
}

func predictSent(said, phase string, seen PredictSent) PredictSent {
	switch sent := PredictSent(said); sent {
	case PredictSentNo, PredictSentYes, PredictSentUnknown:
		return sent
	}
	switch phase {
	case "request", "admission", "spool", "begin", "upload":
		if seen != "" {
			return PredictSentNo
		}
	}
	return seen
}

var kindsByReason = map[pb.ErrorReason]ErrorKind{
	pb.ErrorReason_ERROR_REASON_TASK_BEGIN_REJECTED:           ErrPredictionTaskBegin,
	pb.ErrorReason_ERROR_REASON_TASK_BEGIN_UNAVAILABLE:        ErrPredictionTaskBegin,
	pb.ErrorReason_ERROR_REASON_UPLOAD_FAILED:                 ErrPredictionUpload,
	pb.ErrorReason_ERROR_REASON_UPLOAD_REJECTED:               ErrPredictionUpload,
	pb.ErrorReason_ERROR_REASON_MEDIA_TOO_LARGE:               ErrPredictionUpload,
	pb.ErrorReason_ERROR_REASON_CHECKSUM_MISMATCH:             ErrPredictionUpload,
	pb.ErrorReason_ERROR_REASON_SIZE_MISMATCH:                 ErrPredictionUpload,
	pb.ErrorReason_ERROR_REASON_PREDICT_REJECTED:              ErrPredictionTask,
	pb.ErrorReason_ERROR_REASON_PREDICT_UNAVAILABLE:           ErrPredictionTask,
	pb.ErrorReason_ERROR_REASON_PREDICTION_FAILED:             ErrPredictionTask,
	pb.ErrorReason_ERROR_REASON_PREDICTION_TIMEOUT:            ErrPredictionTimeout,
	pb.ErrorReason_ERROR_REASON_RESULTS_UNAVAILABLE:           ErrPredictionTaskResultsUnavailable,
	pb.ErrorReason_ERROR_REASON_RESULTS_CORRUPT:               ErrPredictionTaskResultsUnavailable,
	pb.ErrorReason_ERROR_REASON_RESULTS_TOO_LARGE:             ErrPredictionTaskResultsUnavailable,
	pb.ErrorReason_ERROR_REASON_INVALID_REQUEST:               ErrInvalidRequest,
	pb.ErrorReason_ERROR_REASON_MEDIA_TYPE_MISMATCH:           ErrInvalidRequest,
	pb.ErrorReason_ERROR_REASON_TASK_TYPE_MISMATCH:            ErrInvalidRequest,
	pb.ErrorReason_ERROR_REASON_RESUME_TOKEN_STALE:            ErrResumeTokenStale,
	pb.ErrorReason_ERROR_REASON_TASK_NOT_FOUND:                ErrTaskNotFound,
	pb.ErrorReason_ERROR_REASON_CALLER_UNAUTHENTICATED:        ErrCallerRejected,
	pb.ErrorReason_ERROR_REASON_CALLER_FORBIDDEN:              ErrCallerRejected,
	pb.ErrorReason_ERROR_REASON_UPSTREAM_CREDENTIALS_REJECTED: ErrCredentialsRejected,
	pb.ErrorReason_ERROR_REASON_UPSTREAM_RATE_LIMITED:         ErrRateLimited,
	pb.ErrorReason_ERROR_REASON_CALLER_QUOTA_EXCEEDED:         ErrRateLimited,
	pb.ErrorReason_ERROR_REASON_GATEWAY_OVERLOADED:            ErrGatewayUnavailable,
	pb.ErrorReason_ERROR_REASON_GATEWAY_DRAINING:              ErrGatewayUnavailable,
	pb.ErrorReason_ERROR_REASON_UPSTREAM_UNAVAILABLE:          ErrServiceUnavailable,
	pb.ErrorReason_ERROR_REASON_STREAM_STALLED:                ErrStreamStalled,
	pb.ErrorReason_ERROR_REASON_INTERNAL:                      ErrGatewayInternal,
}

var kindsByCode = map[codes.Code]ErrorKind{
	codes.InvalidArgument:   ErrInvalidRequest,
	codes.OutOfRange:        ErrInvalidRequest,
	codes.NotFound:          ErrTaskNotFound,
	codes.Unauthenticated:   ErrCallerRejected,
	codes.PermissionDenied:  ErrCallerRejected,
	codes.ResourceExhausted: ErrRateLimited,
	codes.Unavailable:       ErrGatewayUnavailable,
	codes.DeadlineExceeded:  ErrDeadlineExceeded,
	codes.Canceled:          ErrCallCancelled,
	codes.Internal:          ErrGatewayInternal,
}

// kindOf judges by the reason, and reasons that this version does not know by the code.
func kindOf(reason string, code codes.Code) ErrorKind {
	known := pb.ErrorReason(pb.ErrorReason_value["ERROR_REASON_"+reason])
	if kind, ok := kindsByReason[known]; ok {
		return kind
	}
	return kindsByCode[code]
}
