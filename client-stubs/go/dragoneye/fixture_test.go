package dragoneye_test

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/internal/fakegateway"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

const model = "recognize_anything/my_model"

// connected starts a gateway and a client of it, both of which end with the test.
func connected(t *testing.T, gateway *fakegateway.Gateway, options ...dragoneye.Option) *dragoneye.Client {
	t.Helper()
	address, stop, err := gateway.Start()
	must(t, err)
	t.Cleanup(stop)
	client, err := dragoneye.NewClient(address, options...)
	must(t, err)
	t.Cleanup(func() { must(t, client.Close()) })
	return client
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func expect[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// expectError expects an error of a kind.
func expectError(t *testing.T, err error, kind dragoneye.ErrorKind) *dragoneye.Error {
	t.Helper()
	var failure *dragoneye.Error
	if !errors.As(err, &failure) {
		t.Fatalf("got %v, want a *dragoneye.Error", err)
	}
	if !errors.Is(err, kind) {
		t.Errorf("got the kind %q of %v, want %q", failure.Kind, err, kind)
	}
	return failure
}

// eventually waits for what other goroutines do.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for deadline := time.Now().Add(10 * time.Second); !done(); <-ticker.C {
		if time.Now().After(deadline) {
			t.Fatalf("%s never came true", what)
		}
	}
}

// expectNothingLeft runs something that is to leave no goroutine, neither of the client's nor of gRPC's.
func expectNothingLeft(t *testing.T, run func()) {
	t.Helper()
	before := runtime.NumGoroutine()
	run()
	eventually(t, "the end of all goroutines begun", func() bool {
		var stacks strings.Builder
		must(t, pprof.Lookup("goroutine").WriteTo(&stacks, 1))
		return runtime.NumGoroutine() <= before && !strings.Contains(stacks.String(), "dragoneye.startSending") &&
			!strings.Contains(stacks.String(), "dragoneye.startReceiving")
	})
}

func imageOf(t *testing.T, reader io.Reader, options ...dragoneye.MediaOption) dragoneye.Image {
	t.Helper()
	image, err := dragoneye.ImageFromReader(reader, "image/jpeg", options...)
	must(t, err)
	return image
}

func smallImage(t *testing.T) dragoneye.Image {
	t.Helper()
	image, err := dragoneye.ImageFromBytes([]byte("a small image"), "image/png")
	must(t, err)
	return image
}

func smallVideo(t *testing.T) dragoneye.Video {
	t.Helper()
	video, err := dragoneye.VideoFromBytes([]byte("a small video"), "video/mp4")
	must(t, err)
	return video
}

// readEverything takes the media of a prediction to its end.
func readEverything[Req, Resp any](stream grpc.ClientStreamingServer[Req, Resp]) error {
	for {
		_, err := stream.Recv()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// countingReader counts the bytes that were read of a reader.
type countingReader struct {
	io.Reader
	total atomic.Int64
}

func (c *countingReader) Read(into []byte) (int, error) {
	n, err := c.Reader.Read(into)
	c.total.Add(int64(n))
	return n, err
}

// zeros never ends.
type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	clear(into)
	return len(into), nil
}

// callback calls when it is read, and is empty.
type callback func()

func (c callback) Read([]byte) (int, error) {
	c()
	return 0, io.EOF
}

// broken fails.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

func videoObject(index int64, last bool, object *pb.VideoDetectedObject) *pb.VideoObjectPart {
	part := &pb.VideoObjectPart{ObjectIndex: index, Object: object, Last: last}
	if last {
		token := fmt.Sprintf("after %d", index)
		part.ResumeToken = &token
	}
	return part
}

func objectWithID(id int64) *pb.VideoDetectedObject {
	return &pb.VideoDetectedObject{ObjectId: id}
}

// videoResults sends the events of a stream of a video's results.
func videoResults(stream pb.ResultService_StreamVideoResultsServer, events ...any) error {
	for _, event := range events {
		response := &pb.StreamVideoResultsResponse{}
		switch e := event.(type) {
		case *pb.VideoHeader:
			response.Event = &pb.StreamVideoResultsResponse_Header{Header: e}
		case *pb.VideoObjectPart:
			response.Event = &pb.StreamVideoResultsResponse_Object{Object: e}
		case *pb.ResultCompletion:
			response.Event = &pb.StreamVideoResultsResponse_Completion{Completion: e}
		case error:
			return e
		}
		if err := stream.Send(response); err != nil {
			return err
		}
	}
	return nil
}

// videoEvents sends the events of a prediction of a video.
func videoEvents(stream pb.PredictionService_PredictVideoServer, events ...any) error {
	for _, event := range events {
		response := &pb.PredictVideoResponse{}
		switch e := event.(type) {
		case *pb.PredictionProgress:
			response.Event = &pb.PredictVideoResponse_Progress{Progress: e}
		case *pb.Task:
			response.Event = &pb.PredictVideoResponse_Task{Task: e}
		case *pb.VideoHeader:
			response.Event = &pb.PredictVideoResponse_Header{Header: e}
		case *pb.VideoObjectPart:
			response.Event = &pb.PredictVideoResponse_Object{Object: e}
		case *pb.ResultCompletion:
			response.Event = &pb.PredictVideoResponse_Completion{Completion: e}
		case error:
			return e
		}
		if err := stream.Send(response); err != nil {
			return err
		}
	}
	return nil
}
