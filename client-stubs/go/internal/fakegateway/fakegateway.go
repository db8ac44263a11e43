// Package fakegateway is a gateway that does what a test tells it, on a real socket of the loopback interface.
package fakegateway

import (
	"context"
	"net"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// Gateway answers each RPC with the function of its name; without one it is unimplemented.
type Gateway struct {
	OnPredictImage       func(pb.PredictionService_PredictImageServer) error
	OnPredictVideo       func(pb.PredictionService_PredictVideoServer) error
	OnPredictImages      func(pb.PredictionService_PredictImagesServer) error
	OnSubmitPrediction   func(pb.PredictionService_SubmitPredictionServer) error
	OnGetTask            func(context.Context, *pb.GetTaskRequest) (*pb.GetTaskResponse, error)
	OnWatchTask          func(*pb.WatchTaskRequest, pb.TaskService_WatchTaskServer) error
	OnGetImageResults    func(context.Context, *pb.GetImageResultsRequest) (*pb.GetImageResultsResponse, error)
	OnStreamImageResults func(*pb.StreamImageResultsRequest, pb.ResultService_StreamImageResultsServer) error
	OnStreamVideoResults func(*pb.StreamVideoResultsRequest, pb.ResultService_StreamVideoResultsServer) error
	OnStreamVideoFrames  func(*pb.StreamVideoFramesRequest, pb.ResultService_StreamVideoFramesServer) error
	OnDownloadResults    func(*pb.DownloadResultsRequest, pb.ResultService_DownloadResultsServer) error
}

// Start listens on a free port. Its address stands in what is returned; stop ends all calls.
func (g *Gateway) Start(options ...grpc.ServerOption) (address string, stop func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := grpc.NewServer(options...)
	pb.RegisterPredictionServiceServer(server, predictions{gateway: g})
	pb.RegisterTaskServiceServer(server, tasks{gateway: g})
	pb.RegisterResultServiceServer(server, results{gateway: g})
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = server.Serve(listener)
	}()
	return listener.Addr().String(), func() { server.Stop(); <-served }, nil
}

// Failure is a status as the gateway's: with its reason, and metadata as key and value in turn.
func Failure(code codes.Code, reason, message string, metadata ...string) error {
	return FailureWith(code, reason, message, nil, metadata...)
}

// FailureWith is [Failure] with further details.
func FailureWith(code codes.Code, reason, message string, details []protoadapt.MessageV1, metadata ...string) error {
	info := &errdetails.ErrorInfo{Reason: reason, Domain: "gateway.dragoneye.ai", Metadata: map[string]string{}}
	for i := 0; i+1 < len(metadata); i += 2 {
		info.Metadata[metadata[i]] = metadata[i+1]
	}
	failure, err := status.New(code, message).WithDetails(append(details, protoadapt.MessageV1Of(info))...)
	if err != nil {
		panic(err)
	}
	return failure.Err()
}

type predictions struct {
	pb.UnimplementedPredictionServiceServer
	gateway *Gateway
}

func (p predictions) PredictImage(stream pb.PredictionService_PredictImageServer) error {
	return streamed(p.gateway.OnPredictImage, stream)
}

func (p predictions) PredictVideo(stream pb.PredictionService_PredictVideoServer) error {
	return streamed(p.gateway.OnPredictVideo, stream)
}

func (p predictions) PredictImages(stream pb.PredictionService_PredictImagesServer) error {
	return streamed(p.gateway.OnPredictImages, stream)
}

func (p predictions) SubmitPrediction(stream pb.PredictionService_SubmitPredictionServer) error {
	return streamed(p.gateway.OnSubmitPrediction, stream)
}

type tasks struct {
	pb.UnimplementedTaskServiceServer
	gateway *Gateway
}

func (t tasks) GetTask(ctx context.Context, request *pb.GetTaskRequest) (*pb.GetTaskResponse, error) {
	return unary(ctx, t.gateway.OnGetTask, request)
}

func (t tasks) WatchTask(request *pb.WatchTaskRequest, stream pb.TaskService_WatchTaskServer) error {
	return answered(t.gateway.OnWatchTask, request, stream)
}

type results struct {
	pb.UnimplementedResultServiceServer
	gateway *Gateway
}

func (r results) GetImageResults(ctx context.Context, request *pb.GetImageResultsRequest) (
	*pb.GetImageResultsResponse, error) {
	return unary(ctx, r.gateway.OnGetImageResults, request)
}

func (r results) StreamImageResults(request *pb.StreamImageResultsRequest,
	stream pb.ResultService_StreamImageResultsServer) error {
	return answered(r.gateway.OnStreamImageResults, request, stream)
}

func (r results) StreamVideoResults(request *pb.StreamVideoResultsRequest,
	stream pb.ResultService_StreamVideoResultsServer) error {
	return answered(r.gateway.OnStreamVideoResults, request, stream)
}

func (r results) StreamVideoFrames(request *pb.StreamVideoFramesRequest,
	stream pb.ResultService_StreamVideoFramesServer) error {
	return answered(r.gateway.OnStreamVideoFrames, request, stream)
}

func (r results) DownloadResults(request *pb.DownloadResultsRequest, stream pb.ResultService_DownloadResultsServer) error {
	return answered(r.gateway.OnDownloadResults, request, stream)
}

var errUnscripted = status.Error(codes.Unimplemented, "the test did not script this RPC")

func streamed[S any](script func(S) error, stream S) error {
	if script == nil {
		return errUnscripted
	}
	return script(stream)
}

func answered[R, S any](script func(R, S) error, request R, stream S) error {
	if script == nil {
		return errUnscripted
	}
	return script(request, stream)
}

func unary[R, A any](ctx context.Context, script func(context.Context, *R) (*A, error), request *R) (*A, error) {
	if script == nil {
		return nil, errUnscripted
	}
	return script(ctx, request)
}
