package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

var errUnsupported = errors.New("unsupported")

type object map[string]any

func toJSON(message proto.Message) json.RawMessage {
	encoded, err := protojson.Marshal(message)
	if err != nil {
		panic(err)
	}
	return encoded
}

// jsonOr makes JSON of a result, unless there is an error.
func jsonOr[M proto.Message](message M, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return toJSON(message), nil
}

func (r *run) call() (any, error) {
	if r.Way == "raw_stub" {
		return r.callRaw()
	}
	switch r.Call {
	case "predict_image", "predict_video", "stream_video_prediction", "predict_images", "submit":
		return r.predict()
	case "status":
		return jsonOr(r.client.Status(r.ctx, r.TaskID))
	case "watch":
		return r.watch()
	case "wait_for":
		return jsonOr(r.client.WaitFor(r.ctx, r.TaskID))
	case "get_image_results":
		return jsonOr(r.client.GetImageResults(r.ctx, r.TaskID))
	case "download":
		return r.download()
	}
	return r.results()
}

func (r *run) predict() (any, error) {
	options, err := r.predictOptions()
	if err != nil {
		return nil, err
	}
	switch r.Call {
	case "predict_image":
		image, err := r.image(r.Media)
		if err != nil {
			return nil, err
		}
		return jsonOr(r.client.PredictImage(r.ctx, image, r.Model, options...))
	case "predict_images":
		return r.batch(options)
	case "submit":
		media, err := r.media()
		if err != nil {
			return nil, err
		}
		return r.noted(r.client.Submit(r.ctx, media, r.Model, options...))
	}
	video, err := r.video(r.Media)
	if err != nil {
		return nil, err
	}
	if r.Call == "predict_video" {
		return wholeVideo(r.client.PredictVideo(r.ctx, video, r.Model, options...))
	}
	value, err := collect(r, r.client.StreamVideoPrediction(r.ctx, video, r.Model, options...), "objects")
	if err == nil {
		value["phases"] = r.phases
	}
	return value, err
}

func (r *run) noted(task *pb.Task, err error) (any, error) {
	if err == nil {
		r.taskID = task.GetTaskId()
	}
	return jsonOr(task, err)
}

func (r *run) results() (any, error) {
	options, err := r.resultOptions()
	if err != nil {
		return nil, err
	}
	switch r.Call {
	case "get_video_results":
		return wholeVideo(r.client.GetVideoResults(r.ctx, r.TaskID, options...))
	case "stream_image_results":
		return collect(r, r.client.StreamImageResults(r.ctx, r.TaskID, options...), "objects")
	case "stream_video_results":
		return collect(r, r.client.StreamVideoResults(r.ctx, r.TaskID, options...), "objects")
	case "stream_video_frames":
		return collect(r, r.client.StreamVideoFrames(r.ctx, r.TaskID, options...), "frames")
	}
	return nil, fmt.Errorf("%w: call %s", errUnsupported, r.Call)
}

func wholeVideo(prediction *dragoneye.VideoPrediction, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	objects := []json.RawMessage{}
	for _, found := range prediction.Objects {
		objects = append(objects, toJSON(found))
	}
	header := &pb.VideoHeader{
		TaskId:                      prediction.TaskID,
		PredictionTaskUuid:          prediction.PredictionTaskUUID,
		OriginalFileName:            prediction.OriginalFileName,
		FramesPerSecond:             prediction.FramesPerSecond,
		FrameTimestampsMicroseconds: prediction.FrameTimestampsMicroseconds,
		Last:                        true,
	}
	return object{"header": toJSON(header), "objects": objects}, nil
}

func collect[H, T proto.Message](r *run, stream *dragoneye.ResultStream[H, T], name string) (object, error) {
	elements, indices := []json.RawMessage{}, []int64{}
	for element, err := range stream.All() {
		if err != nil {
			return nil, err
		}
		elements = append(elements, toJSON(element))
		indices = append(indices, stream.Place().Index)
		r.token = stream.Place().ResumeToken
		if !r.item() {
			break
		}
	}
	value := object{"header": toJSON(stream.Header()), name: elements, "indices": indices}
	if completion := stream.Completion(); completion != nil {
		value["completion"] = toJSON(completion)
	}
	return value, nil
}

func (r *run) watch() (any, error) {
	tasks := []json.RawMessage{}
	for task, err := range r.client.Watch(r.ctx, r.TaskID) {
		if err != nil {
			return nil, err
		}
		tasks = append(tasks, toJSON(task))
		if !r.item() {
			break
		}
	}
	return object{"tasks": tasks}, nil
}

func (r *run) batch(options []dragoneye.PredictOption) (any, error) {
	results := object{}
	for result, err := range r.client.PredictImages(r.ctx, r.images(), r.Model, options...).All() {
		if err != nil {
			return nil, err
		}
		if result.Err != nil {
			results[result.ImageID] = object{"error": failureOf(result.Err)}
		} else {
			results[result.ImageID] = object{"prediction": toJSON(result.Prediction)}
		}
		if !r.item() {
			break
		}
	}
	return object{"results": results}, nil
}

func (r *run) images() iter.Seq[dragoneye.BatchImage] {
	return func(yield func(dragoneye.BatchImage) bool) {
		for _, spec := range r.Images {
			open := func() (dragoneye.Image, error) { return r.image(&spec.Media) }
			if !yield(dragoneye.BatchImage{ID: spec.ImageID, Open: open}) {
				return
			}
		}
	}
}

func (r *run) download() (any, error) {
	directory, err := os.MkdirTemp("", "download")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(directory)
	path := filepath.Join(directory, "results.zip")
	if _, err := r.client.Download(r.ctx, r.TaskID, path); err != nil {
		return nil, err
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content)
	return object{"size_bytes": len(content), "sha256": hex.EncodeToString(sum[:])}, nil
}

// callRaw makes a call with the generated stubs over the client's connection.
func (r *run) callRaw() (any, error) {
	switch r.Call {
	case "status":
		response, err := pb.NewTaskServiceClient(r.client.Conn()).GetTask(r.ctx, &pb.GetTaskRequest{TaskId: r.TaskID})
		return jsonOr(response.GetTask(), err)
	case "get_image_results":
		response, err := pb.NewResultServiceClient(r.client.Conn()).
			GetImageResults(r.ctx, &pb.GetImageResultsRequest{TaskId: r.TaskID})
		return jsonOr(response.GetPrediction(), err)
	}
	return nil, fmt.Errorf("%w: call %s with a raw stub", errUnsupported, r.Call)
}
