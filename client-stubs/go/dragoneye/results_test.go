package dragoneye_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/internal/fakegateway"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

var (
	header = &pb.VideoHeader{TaskId: "task-1", FramesPerSecond: 2, Last: true}
	cut    = status.Error(codes.Unavailable, "the gateway went away")
)

// scripted answers the calls for a video's results with a script each, and tells the token of each.
func scripted(t *testing.T, scripts ...[]any) (*fakegateway.Gateway, *[]string) {
	tokens := &[]string{}
	return &fakegateway.Gateway{
		OnStreamVideoResults: func(request *pb.StreamVideoResultsRequest, stream pb.ResultService_StreamVideoResultsServer) error {
			call := len(*tokens)
			*tokens = append(*tokens, request.GetResumeToken())
			if call >= len(scripts) {
				t.Errorf("call %d was not expected", call)
				return status.Error(codes.FailedPrecondition, "no script")
			}
			return videoResults(stream, scripts[call]...)
		},
	}, tokens
}

func idsOf(t *testing.T, stream *dragoneye.VideoStream) (ids []int64) {
	t.Helper()
	for object, err := range stream.All() {
		must(t, err)
		ids = append(ids, object.GetObjectId())
	}
	return ids
}

func TestShouldGiveEveryObjectExactlyOnceOverInterruptions(t *testing.T) {
	gateway, tokens := scripted(t,
		[]any{&pb.VideoHeader{TaskId: "task-1"}, cut},
		[]any{header, videoObject(0, true, objectWithID(10)), videoObject(1, false, objectWithID(11)), cut},
		[]any{header, videoObject(1, false, objectWithID(11)), videoObject(1, true, objectWithID(11)),
			videoObject(3, true, objectWithID(13)), status.Error(codes.Canceled, "reset")},
		[]any{header, fakegateway.Failure(codes.Aborted, "STREAM_STALLED", "the reader slept")},
		[]any{header}, // ends in order, and too early
		[]any{header, videoObject(4, true, objectWithID(14)), &pb.ResultCompletion{ReadCount: 3, SentCount: 1}},
	)
	stream := connected(t, gateway).StreamVideoResults(context.Background(), "task-1")

	ids := idsOf(t, stream)

	expect(t, "objects", fmt.Sprint(ids), "[10 11 13 14]")
	expect(t, "tokens", fmt.Sprintf("%q", *tokens), `["" "" "after 0" "after 3" "after 3" "after 3"]`)
	expect(t, "read", stream.Completion().GetReadCount(), 7)
	expect(t, "sent", stream.Completion().GetSentCount(), 4)
	expect(t, "place", *stream.Place(), dragoneye.Place{Index: 4, ResumeToken: "after 4"})
	expect(t, "rate", stream.Header().GetFramesPerSecond(), 2)
}

func TestShouldGoOnFromATokenWithTheFilter(t *testing.T) {
	var asked *pb.StreamVideoFramesRequest
	client := connected(t, &fakegateway.Gateway{
		OnStreamVideoFrames: func(request *pb.StreamVideoFramesRequest, _ pb.ResultService_StreamVideoFramesServer) error {
			asked = request
			return fakegateway.Failure(codes.FailedPrecondition, "RESUME_TOKEN_STALE", "start from the beginning")
		},
	})
	filter := &pb.ResultFilter{CategoryIds: []int64{1 << 62}}

	for _, err := range client.StreamVideoFrames(context.Background(), "task-1",
		dragoneye.WithResumeToken("after 3"), dragoneye.WithFilter(filter)).All() {
		expectError(t, err, dragoneye.ErrResumeTokenStale)
	}

	expect(t, "token", asked.GetResumeToken(), "after 3")
	expect(t, "filter", proto.Equal(asked.GetFilter(), filter), true)
}

func TestShouldJoinPartsOfObjects(t *testing.T) {
	gap := &pb.VideoBboxObservation{TimestampMicroseconds: 500_000}
	seen := &pb.VideoBboxObservation{Observation: &pb.BboxObservation{BboxScore: 0.1}}
	attribute := func(id int64, ranges ...int64) *pb.VideoAttributePrediction {
		made := &pb.VideoAttributePrediction{AttributeId: id}
		for _, start := range ranges {
			made.TimestampRanges = append(made.TimestampRanges, &pb.ScoredTimestampRange{TimestampStartUsInclusive: start})
		}
		return made
	}
	category := func(id int64, attributes ...*pb.VideoAttributePrediction) *pb.VideoCategoryPrediction {
		return &pb.VideoCategoryPrediction{CategoryId: id, Attributes: attributes}
	}
	object := func(observations []*pb.VideoBboxObservation, categories ...*pb.VideoCategoryPrediction) *pb.VideoDetectedObject {
		return &pb.VideoDetectedObject{ObjectId: 10, BboxObservations: observations, Categories: categories}
	}
	second := videoObject(0, false, object([]*pb.VideoBboxObservation{gap}, category(1, attribute(5, 200), attribute(6)), category(2)))
	second.ContinuedCategoryIndex, second.ContinuedAttributeIndex = ptr(int32(0)), ptr(int32(0))
	third := videoObject(0, true, object(nil, category(2, attribute(7))))
	third.ContinuedCategoryIndex = ptr(int32(1))
	gateway, _ := scripted(t, []any{
		&pb.VideoHeader{FrameTimestampsMicroseconds: []int64{0}},
		&pb.VideoHeader{FrameTimestampsMicroseconds: []int64{500_000}, Last: true},
		videoObject(0, false, object([]*pb.VideoBboxObservation{seen}, category(1, attribute(5, 100)))), second, third,
		&pb.ResultCompletion{ReadCount: 1, SentCount: 1},
	})

	prediction, err := connected(t, gateway).GetVideoResults(context.Background(), "task-1")

	must(t, err)
	expect(t, "timeline", fmt.Sprint(prediction.FrameTimestampsMicroseconds), "[0 500000]")
	whole := object([]*pb.VideoBboxObservation{seen, gap},
		category(1, attribute(5, 100, 200), attribute(6)), category(2, attribute(7)))
	expect(t, "object", proto.Equal(prediction.Objects[0], whole), true)
	expect(t, "gap frame is nil", prediction.Objects[0].BboxObservations[1].Observation == nil, true)
}

func TestShouldJoinPartsOfFrames(t *testing.T) {
	category := func(id int64, attributes ...int64) *pb.ImageCategoryPrediction {
		made := &pb.ImageCategoryPrediction{CategoryId: id}
		for _, attribute := range attributes {
			made.Attributes = append(made.Attributes, &pb.ImageAttributePrediction{AttributeId: attribute})
		}
		return made
	}
	frame := func(objects ...*pb.FrameObject) *pb.VideoFrame {
		return &pb.VideoFrame{TimestampMicroseconds: 40, Objects: objects}
	}
	object := func(id int64, categories ...*pb.ImageCategoryPrediction) *pb.FrameObject {
		return &pb.FrameObject{ObjectId: id, Categories: categories}
	}
	parts := []*pb.VideoFramePart{
		{Frame: frame(object(1), object(2, category(1, 5)))},
		{Frame: frame(object(2, category(1, 6), category(2))), ContinuedCategoryIndex: ptr(int32(0)), ContinuedAttributeIndex: ptr(int32(1))},
		{Frame: frame(object(2, category(3)), object(3)), ContinuedCategoryIndex: ptr(int32(2)), Last: true, ResumeToken: ptr("after 0")},
	}
	client := connected(t, &fakegateway.Gateway{
		OnStreamVideoFrames: func(_ *pb.StreamVideoFramesRequest, stream pb.ResultService_StreamVideoFramesServer) error {
			_ = stream.Send(&pb.StreamVideoFramesResponse{Event: &pb.StreamVideoFramesResponse_Header{Header: header}})
			for _, part := range parts {
				_ = stream.Send(&pb.StreamVideoFramesResponse{Event: &pb.StreamVideoFramesResponse_Frame{Frame: part}})
			}
			return stream.Send(&pb.StreamVideoFramesResponse{
				Event: &pb.StreamVideoFramesResponse_Completion{Completion: &pb.ResultCompletion{ReadCount: 1, SentCount: 1}}})
		},
	})
	count := 0

	for joined, err := range client.StreamVideoFrames(context.Background(), "task-1").All() {
		must(t, err)
		count++
		whole := frame(object(1), object(2, category(1, 5, 6), category(2), category(3)), object(3))
		expect(t, "frame", proto.Equal(joined, whole), true)
	}

	expect(t, "frames", count, 1)
}

func TestShouldJoinPartsOfImageObjectsAndSkipUnknownEvents(t *testing.T) {
	category := func(id, attribute int64) *pb.ImageCategoryPrediction {
		return &pb.ImageCategoryPrediction{CategoryId: id, Attributes: []*pb.ImageAttributePrediction{{AttributeId: attribute}}}
	}
	object := func(categories ...*pb.ImageCategoryPrediction) *pb.ImageDetectedObject {
		return &pb.ImageDetectedObject{ObjectId: 1, Categories: categories}
	}
	send := func(stream pb.ResultService_StreamImageResultsServer, part *pb.ImageObjectPart) {
		_ = stream.Send(&pb.StreamImageResultsResponse{Event: &pb.StreamImageResultsResponse_Object{Object: part}})
	}
	client := connected(t, &fakegateway.Gateway{
		OnStreamImageResults: func(_ *pb.StreamImageResultsRequest, stream pb.ResultService_StreamImageResultsServer) error {
			_ = stream.Send(&pb.StreamImageResultsResponse{Event: &pb.StreamImageResultsResponse_Header{
				Header: &pb.ImageHeader{TaskId: "task-1"}}})
			_ = stream.Send(&pb.StreamImageResultsResponse{})
			send(stream, &pb.ImageObjectPart{Object: object(category(1, 5))})
			send(stream, &pb.ImageObjectPart{Object: object(category(1, 6), category(2, 7)),
				ContinuedCategoryIndex: ptr(int32(0)), Last: true, ResumeToken: ptr("after 0")})
			return stream.Send(&pb.StreamImageResultsResponse{
				Event: &pb.StreamImageResultsResponse_Completion{Completion: &pb.ResultCompletion{ReadCount: 1, SentCount: 1}}})
		},
	})
	stream := client.StreamImageResults(context.Background(), "task-1")

	for joined, err := range stream.All() {
		must(t, err)
		first := category(1, 5)
		first.Attributes = append(first.Attributes, &pb.ImageAttributePrediction{AttributeId: 6})
		expect(t, "object", proto.Equal(joined, object(first, category(2, 7))), true)
	}

	expect(t, "task", stream.Header().GetTaskId(), "task-1")
	expect(t, "sent", stream.Completion().GetSentCount(), 1)
}

func TestShouldRefuseWhatIsAgainstTheContract(t *testing.T) {
	continuing := func(index int32, object *pb.VideoDetectedObject) *pb.VideoObjectPart {
		part := videoObject(0, true, object)
		part.ContinuedCategoryIndex = &index
		return part
	}
	oneCategory := &pb.VideoDetectedObject{Categories: []*pb.VideoCategoryPrediction{{}}}
	for name, script := range map[string][]any{
		"element before header":  {videoObject(0, true, objectWithID(1))},
		"end before header":      {&pb.ResultCompletion{}},
		"end within an element":  {header, videoObject(0, false, objectWithID(1)), &pb.ResultCompletion{}},
		"another element within": {header, videoObject(0, false, objectWithID(1)), videoObject(1, true, objectWithID(2))},
		"index too high":         {header, videoObject(0, false, objectWithID(1)), continuing(0, oneCategory)},
		"index below 0":          {header, videoObject(0, false, oneCategory), continuing(-1, oneCategory)},
		"nothing that continues": {header, videoObject(0, false, oneCategory), continuing(0, objectWithID(1))},
	} {
		t.Run(name, func(t *testing.T) {
			gateway, tokens := scripted(t, script)

			_, err := connected(t, gateway).GetVideoResults(context.Background(), "task-1")

			expectError(t, err, dragoneye.ErrGatewayInternal)
			expect(t, "calls", len(*tokens), 1)
		})
	}
}

func TestShouldReturnTheFailureOfAStreamThatWillNotDoBetter(t *testing.T) {
	gateway, tokens := scripted(t, []any{header, videoObject(0, true, objectWithID(1)),
		fakegateway.Failure(codes.DataLoss, "RESULTS_CORRUPT", "the archive is broken")})

	var failure error
	for _, err := range connected(t, gateway).StreamVideoResults(context.Background(), "task-1").All() {
		failure = err
	}

	expect(t, "task", expectError(t, failure, dragoneye.ErrPredictionTaskResultsUnavailable).TaskID, "task-1")
	expect(t, "calls", len(*tokens), 1)
}

func TestShouldEndReconnectingWithTheDeadline(t *testing.T) {
	client, err := dragoneye.NewClient("127.0.0.1:1")
	must(t, err)
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()

	_, err = client.GetVideoResults(ctx, "task-1")

	expectError(t, err, dragoneye.ErrDeadlineExceeded)
}

func TestShouldGiveNoElementAfterItsContextWasCancelled(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{
		OnStreamVideoResults: func(_ *pb.StreamVideoResultsRequest, stream pb.ResultService_StreamVideoResultsServer) error {
			for i := int64(0); i < 1000 && stream.Context().Err() == nil; i++ {
				if err := videoResults(stream, header, videoObject(i, true, objectWithID(i))); err != nil {
					break
				}
			}
			<-stream.Context().Done()
			return nil
		},
	})
	for range 20 {
		ctx, cancel := context.WithCancel(context.Background())
		read := 0
		var ended error
		for _, err := range client.StreamVideoResults(ctx, "task-1").All() {
			ended = err
			if err == nil {
				read++
				cancel()
			}
		}
		cancel()
		expect(t, "elements", read, 1)
		expect(t, "cancelled", errors.Is(ended, context.Canceled), true)
	}
}

func TestShouldCancelTheCallAndLeaveNothingWhereALoopIsLeft(t *testing.T) {
	cancelled := make(chan struct{}, 1)
	client := connected(t, &fakegateway.Gateway{
		OnStreamVideoResults: func(_ *pb.StreamVideoResultsRequest, stream pb.ResultService_StreamVideoResultsServer) error {
			for i := int64(0); stream.Context().Err() == nil; i++ {
				events := []any{header, videoObject(i, true, objectWithID(i))}
				if err := videoResults(stream, events...); err != nil {
					break
				}
			}
			cancelled <- struct{}{}
			return nil
		},
	})
	must(t, warm(client))
	expectNothingLeft(t, func() {
		stream := client.StreamVideoResults(context.Background(), "task-1")
		for object, err := range stream.All() {
			must(t, err)
			if object.GetObjectId() == 2 {
				break
			}
		}
		<-cancelled
		expect(t, "completion", stream.Completion() == nil, true)
		expect(t, "place", stream.Place().ResumeToken, "after 2")

		for _, err := range stream.All() {
			var argument *dragoneye.ArgumentError
			expect(t, "second loop is refused", errors.As(err, &argument), true)
		}
	})
}

func TestShouldBeginNoCallForAStreamThatIsNotRead(t *testing.T) {
	gateway, tokens := scripted(t)
	client := connected(t, gateway)
	expectNothingLeft(t, func() {
		stream := client.StreamVideoResults(context.Background(), "task-1")
		expect(t, "header", stream.Header() == nil, true)
	})
	expect(t, "calls", len(*tokens), 0)
}
