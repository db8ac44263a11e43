package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type answer struct {
	ID          json.RawMessage `json:"id,omitempty"`
	Value       any             `json:"value,omitempty"`
	TaskID      string          `json:"task_id,omitempty"`
	Error       *failure        `json:"error,omitempty"`
	Notes       *notes          `json:"notes,omitempty"`
	Unsupported string          `json:"unsupported,omitempty"`
}

type notes struct {
	ReadBytes *int64 `json:"read_bytes,omitempty"`
	Items     *int   `json:"items,omitempty"`
	LeftOver  int    `json:"left_over,omitempty"`
	Token     string `json:"resume_token,omitempty"`
}

type failure struct {
	Kind         string `json:"kind"`
	Code         string `json:"code,omitempty"`
	Reason       string `json:"reason,omitempty"`
	Phase        string `json:"phase,omitempty"`
	TaskID       string `json:"task_id,omitempty"`
	PredictSent  string `json:"predict_sent,omitempty"`
	RetryDelayMS int64  `json:"retry_delay_ms,omitempty"`
	Message      string `json:"message"`
}

var codeNames = [...]string{
	"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
	"PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
	"INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
}

func codeName(code codes.Code) string {
	if int(code) < len(codeNames) {
		return codeNames[code]
	}
	return fmt.Sprint(uint32(code))
}

func failureOf(err error) *failure {
	var call *dragoneye.Error
	var argument *dragoneye.ArgumentError
	var media *dragoneye.MediaError
	switch {
	case errors.As(err, &media):
		return &failure{Kind: "media_unreadable", Message: err.Error()}
	case errors.As(err, &argument):
		return &failure{Kind: "usage", Message: err.Error()}
	case errors.As(err, &call):
		kind := string(call.Kind)
		if kind == "" {
			kind = "dragoneye"
		}
		return &failure{
			Kind: kind, Code: codeName(call.Code), Reason: call.Reason, Phase: call.Phase, TaskID: call.TaskID,
			PredictSent: string(call.PredictSent), RetryDelayMS: call.RetryDelay.Milliseconds(), Message: err.Error(),
		}
	}
	if from, ok := status.FromError(err); ok {
		return &failure{Kind: "status", Code: codeName(from.Code()), Message: from.Message()}
	}
	return &failure{Kind: "other", Message: err.Error()}
}

// answer makes the call, with a client that is closed afterwards, and looks for what is left over.
func (r *request) answer() answer {
	before := runtime.NumGoroutine()
	outcome := r.outcome()
	outcome.ID = r.ID
	outcome.Notes.LeftOver = leftOver(before)
	return outcome
}

func (r *request) outcome() answer {
	client, err := r.client()
	if err != nil {
		return answer{Error: failureOf(err), Notes: &notes{}}
	}
	defer client.Close()
	outcomes := make([]answer, max(1, r.Repeat))
	var running sync.WaitGroup
	for i := range outcomes {
		running.Add(1)
		go func() {
			defer running.Done()
			outcomes[i] = r.newRun(client).answer()
		}()
	}
	running.Wait()
	for _, other := range outcomes[1:] {
		if !same(outcomes[0], other) {
			return answer{Error: &failure{Kind: "different_outcomes", Message: describe(outcomes[0], other)}, Notes: &notes{}}
		}
	}
	return outcomes[0]
}

func (r *run) answer() answer {
	defer r.cancel()
	value, err := r.call()
	outcome := answer{TaskID: r.taskID, Notes: &notes{Token: r.token}}
	if r.items > 0 {
		outcome.Notes.Items = &r.items
	}
	if r.reads != nil {
		total := atomic.LoadInt64(r.reads)
		outcome.Notes.ReadBytes = &total
	}
	switch {
	case errors.Is(err, errUnsupported):
		outcome.Unsupported = err.Error()
	case err != nil:
		outcome.Error = failureOf(err)
	default:
		outcome.Value = value
	}
	return outcome
}

// leftOver counts the goroutines that do not end in a while.
func leftOver(before int) int {
	deadline := time.Now().Add(3 * time.Second)
	for runtime.NumGoroutine() > before && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	return max(0, runtime.NumGoroutine()-before)
}

// same compares what calls that are alike have in common: not the ids of their tasks.
func same(a, b answer) bool {
	return reflect.DeepEqual(withoutTask(a.Value), withoutTask(b.Value)) && kindOf(a) == kindOf(b)
}

func kindOf(a answer) string {
	if a.Error == nil {
		return a.Unsupported
	}
	return a.Error.Kind + a.Error.Code + a.Error.Reason
}

func withoutTask(value any) any {
	encoded, err := json.Marshal(value)
	if err != nil {
		return err
	}
	var decoded any
	if err := json.Unmarshal(encoded, &decoded); err != nil {
		return err
	}
	strip(decoded)
	return decoded
}

func strip(value any) {
	switch v := value.(type) {
	case map[string]any:
		delete(v, "taskId")
		delete(v, "predictionTaskUuid")
		for _, entry := range v {
			strip(entry)
		}
	case []any:
		for _, entry := range v {
			strip(entry)
		}
	}
}

func describe(a, b answer) string {
	one, _ := json.Marshal(a)
	other, _ := json.Marshal(b)
	return fmt.Sprintf("%.300s, but also %.300s", one, other)
}
