package main

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
	"google.golang.org/protobuf/encoding/protojson"
)

type request struct {
	ID           json.RawMessage `json:"id"`
	Gateway      string          `json:"gateway"`
	Token        *string         `json:"token"`
	APIKey       *string         `json:"api_key"`
	Call         string          `json:"call"`
	Media        *mediaSpec      `json:"media"`
	Images       []imageSpec     `json:"images"`
	Model        string          `json:"model"`
	TaskID       string          `json:"task_id"`
	Options      optionSpec      `json:"options"`
	Cancel       *cancelSpec     `json:"cancel"`
	AbandonAfter *int            `json:"abandon_after"`
	PauseMS      int             `json:"pause_ms"`
	Repeat       int             `json:"repeat"`
	Way          string          `json:"way"`
}

type imageSpec struct {
	ImageID string    `json:"image_id"`
	Media   mediaSpec `json:"media"`
}

type optionSpec struct {
	FramesPerSecond     *int              `json:"frames_per_second"`
	CompletionTimeoutMS *int              `json:"completion_timeout_ms"`
	DeadlineMS          *int              `json:"deadline_ms"`
	ResumeToken         *string           `json:"resume_token"`
	Filter              json.RawMessage   `json:"filter"`
	Parameters          map[string]string `json:"parameters"`
}

type cancelSpec struct {
	AfterMS *int   `json:"after_ms"`
	On      string `json:"on"`
	Phase   string `json:"phase"`
	Count   int    `json:"count"`
}

func (r *request) client() (*dragoneye.Client, error) {
	var options []dragoneye.Option
	if r.Token != nil {
		options = append(options, dragoneye.WithToken(*r.Token))
	}
	if r.APIKey != nil {
		options = append(options, dragoneye.WithAPIKey(*r.APIKey))
	}
	return dragoneye.NewClient(r.Gateway, options...)
}

// run is one making of a call: what is told of it, and how it is cancelled.
type run struct {
	*request
	client *dragoneye.Client
	ctx    context.Context
	cancel context.CancelFunc
	taskID string
	items  int
	token  string // where to go on after the last item
	reads  *int64 // bytes pulled out of streams; nil without any
	phases []string
}

func (r *request) newRun(client *dragoneye.Client) *run {
	ctx, cancel := context.WithCancel(context.Background())
	if r.Options.DeadlineMS != nil {
		ctx, cancel = context.WithTimeout(context.Background(), time.Duration(*r.Options.DeadlineMS)*time.Millisecond)
	}
	if r.Cancel != nil && r.Cancel.AfterMS != nil {
		time.AfterFunc(time.Duration(*r.Cancel.AfterMS)*time.Millisecond, cancel)
	}
	return &run{request: r, client: client, ctx: ctx, cancel: cancel}
}

func (r *run) cancelOn(event string) bool {
	return r.Cancel != nil && r.Cancel.On == event
}

func (r *run) onTask(taskID string) {
	r.taskID = taskID
	if r.cancelOn("task") {
		r.cancel()
	}
}

func (r *run) onProgress(progress *pb.PredictionProgress) {
	phase := progress.GetPhase().String()
	for _, known := range r.phases {
		if known == phase {
			return
		}
	}
	r.phases = append(r.phases, phase)
	if r.cancelOn("phase") && strings.HasPrefix(strings.TrimPrefix(r.Cancel.Phase, "PHASE_"), strings.TrimPrefix(phase, "PHASE_")) {
		r.cancel()
	}
}

// item tells whether to go on after an item.
func (r *run) item() bool {
	r.items++
	if r.cancelOn("item") && r.items == r.Cancel.Count {
		r.cancel()
	}
	if r.AbandonAfter != nil && r.items >= *r.AbandonAfter {
		return false
	}
	time.Sleep(time.Duration(r.PauseMS) * time.Millisecond)
	return true
}

func (r *run) predictOptions() ([]dragoneye.PredictOption, error) {
	options := []dragoneye.PredictOption{dragoneye.WithOnTask(r.onTask), dragoneye.WithOnProgress(r.onProgress)}
	if rate := r.Options.FramesPerSecond; rate != nil {
		options = append(options, dragoneye.WithFramesPerSecond(*rate))
	}
	if timeout := r.Options.CompletionTimeoutMS; timeout != nil {
		options = append(options, dragoneye.WithCompletionTimeout(time.Duration(*timeout)*time.Millisecond))
	}
	for name, value := range r.Options.Parameters {
		options = append(options, dragoneye.WithParameter(name, value))
	}
	if r.Options.Filter != nil {
		filter, err := r.filter()
		if err != nil {
			return nil, err
		}
		options = append(options, dragoneye.WithFilter(filter))
	}
	return options, nil
}

func (r *run) resultOptions() ([]dragoneye.ResultOption, error) {
	var options []dragoneye.ResultOption
	if token := r.Options.ResumeToken; token != nil {
		options = append(options, dragoneye.WithResumeToken(*token))
	}
	if r.Options.Filter == nil {
		return options, nil
	}
	filter, err := r.filter()
	return append(options, dragoneye.WithFilter(filter)), err
}

func (r *run) filter() (*pb.ResultFilter, error) {
	filter := &pb.ResultFilter{}
	return filter, protojson.Unmarshal(r.Options.Filter, filter)
}
