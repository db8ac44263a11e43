package dragoneye

import (
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// ErrorKind is what kind of failure an [*Error] is. The constants of this type are errors, for [errors.Is].
type ErrorKind string

// The kinds of failure. The first five are the exceptions of the official SDK.
const (
	// ErrPredictionTaskBegin: the task could not be created. Nothing was predicted.
	ErrPredictionTaskBegin ErrorKind = "prediction_task_begin"
	// ErrPredictionUpload: the media did not reach the object store, or was not what was declared. Nothing was predicted.
	ErrPredictionUpload ErrorKind = "prediction_upload"
	// ErrPredictionTask: the prediction was refused or failed, or it is not known whether it was started.
	ErrPredictionTask ErrorKind = "prediction_task"
	// ErrPredictionTimeout: the completion timeout passed. The task goes on: watch it by its id.
	ErrPredictionTimeout ErrorKind = "prediction_timeout"
	// ErrPredictionTaskResultsUnavailable: the results are not there yet, are broken, or exceed a bound.
	ErrPredictionTaskResultsUnavailable ErrorKind = "prediction_task_results_unavailable"

	// ErrInvalidRequest: a field of the request is wrong (see [Error.FieldViolations]), or the family of the media.
	ErrInvalidRequest ErrorKind = "invalid_request"
	// ErrTaskNotFound: there is no such task, or not for this caller.
	ErrTaskNotFound ErrorKind = "task_not_found"
	// ErrCallerRejected: the gateway does not know the caller, or the caller may not do this. See to the token.
	ErrCallerRejected ErrorKind = "caller_rejected"
	// ErrCredentialsRejected: the service refused the Dragoneye API key, the gateway's own or the one passed through.
	ErrCredentialsRejected ErrorKind = "credentials_rejected"
	// ErrRateLimited: too much was asked for; [Error.RetryDelay] says when to come back.
	ErrRateLimited ErrorKind = "rate_limited"
	// ErrGatewayUnavailable: no gateway was reached, the connection was lost, or the gateway is full or shutting down.
	ErrGatewayUnavailable ErrorKind = "gateway_unavailable"
	// ErrServiceUnavailable: the service failed while a status or a result was asked for. Reads are safe to repeat.
	ErrServiceUnavailable ErrorKind = "service_unavailable"
	// ErrDeadlineExceeded: the deadline of the context passed. A task once accepted goes on.
	ErrDeadlineExceeded ErrorKind = "deadline_exceeded"
	// ErrCallCancelled: the context was cancelled, or the client was closed.
	ErrCallCancelled ErrorKind = "call_cancelled"
	// ErrStreamStalled: the caller stopped sending or reading for longer than the gateway waits.
	ErrStreamStalled ErrorKind = "stream_stalled"
	// ErrResumeTokenStale: the resume token does not fit the task, filter or archive. Read from the beginning.
	ErrResumeTokenStale ErrorKind = "resume_token_stale"
	// ErrGatewayInternal: a bug of the gateway; the entry "incident" of [Error.Metadata] leads to its log.
	ErrGatewayInternal ErrorKind = "gateway_internal"
)

// Error says the kind, so that a kind is an error itself.
func (k ErrorKind) Error() string {
	return "dragoneye: " + string(k)
}

// PredictSent says whether the service was asked to predict before a call failed: what to know before repeating it,
// which may be charged.
type PredictSent string

// The values of [PredictSent]. It is empty for calls that do not predict.
const (
	// PredictSentNo: nothing was predicted, repeating is free.
	PredictSentNo PredictSent = "no"
	// PredictSentYes: the service was asked to predict; look at the task instead of repeating the call.
	PredictSentYes PredictSent = "yes"
	// PredictSentUnknown: the service may have been asked to predict.
	PredictSentUnknown PredictSent = "unknown"
)

// FieldViolation is a field of a request that was refused.
type FieldViolation struct {
	// Field is the path of the field, for example "config.model".
	Field string
	// Description says what is wrong and what to do.
	Description string
}

// Error is a call that failed. Its kind is told by [errors.Is]; it unwraps to the status error of gRPC and, where the
// caller's context ended the call, to that context's error.
type Error struct {
	// Kind is what kind of failure this is; empty where none fits.
	Kind ErrorKind
	// Code is the gRPC status code.
	Code codes.Code
	// Reason is why the call failed, as the gateway says: the name of an ErrorReason without its prefix, or one of a newer
	// gateway. Empty where no gateway had a say, such as a lost connection or the call's own deadline.
	Reason string
	// Message says what happened, for people.
	Message string
	// Phase is where the prediction stood: "request", "admission" or the lower-case name of a Phase. May be empty.
	Phase string
	// TaskID names the task, where there is one: it may still be looked at with [Client.Status].
	TaskID string
	// PredictSent is as the gateway says or, where it could not, as far as the client knows.
	PredictSent PredictSent
	// RetryDelay is how long to wait before trying again, where the gateway says so; else 0.
	RetryDelay time.Duration
	// FieldViolations are the fields of the request that were refused.
	FieldViolations []FieldViolation
	// Metadata is all that the gateway says in machine-readable form; see ErrorReason.
	Metadata map[string]string

	causes []error
}

// Error says what happened, then in brackets what a person needs to look further.
func (e *Error) Error() string {
	facts := e.Reason
	if facts == "" {
		facts = e.Code.String()
	}
	if e.Phase != "" {
		facts += ", phase " + e.Phase
	}
	if e.TaskID != "" {
		facts += ", task " + e.TaskID
	}
	if e.PredictSent != "" {
		facts += ", predict sent: " + string(e.PredictSent)
	}
	return e.Message + " [" + facts + "]"
}

// Is tells whether this error is of a kind.
func (e *Error) Is(target error) bool {
	kind, ok := target.(ErrorKind)
	return ok && kind == e.Kind
}

// Unwrap gives what caused this.
func (e *Error) Unwrap() []error {
	return e.causes
}

// GRPCStatus gives the status as the gateway sent it, for [status.FromError] and [status.Code].
func (e *Error) GRPCStatus() *status.Status {
	for _, cause := range e.causes {
		if from, ok := status.FromError(cause); ok {
			return from
		}
	}
	return status.New(e.Code, e.Message)
}

// ArgumentError is an argument that is wrong on its face. No call was made.
type ArgumentError struct {
	// Message says what is wrong and what to do.
	Message string
}

func (e *ArgumentError) Error() string {
	return e.Message
}

// MediaError is media that could not be read. It unwraps to what the reading failed with.
type MediaError struct {
	// Err is what the reading failed with.
	Err error
}

func (e *MediaError) Error() string {
	return "the media could not be read: " + e.Err.Error()
}

// Unwrap gives what the reading failed with.
func (e *MediaError) Unwrap() error {
	return e.Err
}
