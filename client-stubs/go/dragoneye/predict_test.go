package dragoneye_test

import (
	"bytes"
	"context"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/prototext"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/internal/fakegateway"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// received is what a gateway got of a prediction.
type received struct {
	config *pb.PredictionConfig
	media  []byte
	chunks []int
}

// recording answers predictions of images with an empty one and tells what it got.
func recording() (*fakegateway.Gateway, chan received) {
	seen := make(chan received, 10)
	return &fakegateway.Gateway{OnPredictImage: func(stream pb.PredictionService_PredictImageServer) error {
		var got received
		for {
			request, err := stream.Recv()
			if err == io.EOF {
				seen <- got
				return stream.SendAndClose(&pb.PredictImageResponse{Prediction: &pb.ImagePrediction{TaskId: "task-1"}})
			}
			if err != nil {
				return err
			}
			if config := request.GetConfig(); config != nil {
				got.config = config
			} else {
				got.media = append(got.media, request.GetChunk()...)
				got.chunks = append(got.chunks, len(request.GetChunk()))
			}
		}
	}}, seen
}

func TestShouldSendConfigThenMediaInChunksWhateverTheSource(t *testing.T) {
	gateway, seen := recording()
	client := connected(t, gateway)
	media := bytes.Repeat([]byte("0123456789"), 60_000)
	path := filepath.Join(t.TempDir(), "Straße.JPG")
	must(t, os.WriteFile(path, media, 0o600))
	ofPath, err := dragoneye.ImageFromPath(path, dragoneye.WithChecksum())
	must(t, err)
	ofBytes, err := dragoneye.ImageFromBytes(media, "image/webp", dragoneye.WithName("camera 7"), dragoneye.WithCRC32C(7))
	must(t, err)
	sum := crc32.Checksum(media, crc32.MakeTable(crc32.Castagnoli))
	size := int64(len(media))

	for name, given := range map[string]struct {
		image dragoneye.Image
		want  *pb.PredictionConfig
	}{
		"path":            {ofPath, &pb.PredictionConfig{MimeType: "image/jpeg", FileName: ptr("Straße.JPG"), SizeBytes: &size, Crc32C: &sum}},
		"bytes":           {ofBytes, &pb.PredictionConfig{MimeType: "image/webp", FileName: ptr("camera 7"), SizeBytes: &size, Crc32C: ptr(uint32(7))}},
		"reader":          {imageOf(t, io.MultiReader(bytes.NewReader(media))), &pb.PredictionConfig{MimeType: "image/jpeg"}},
		"reader of known": {imageOf(t, bytes.NewReader(media)), &pb.PredictionConfig{MimeType: "image/jpeg", SizeBytes: &size}},
		"reader declared": {imageOf(t, io.MultiReader(bytes.NewReader(media)), dragoneye.WithSize(size)), &pb.PredictionConfig{MimeType: "image/jpeg", SizeBytes: &size}},
	} {
		t.Run(name, func(t *testing.T) {
			prediction, err := client.PredictImage(context.Background(), given.image, model)

			must(t, err)
			expect(t, "task", prediction.GetTaskId(), "task-1")
			got := <-seen
			given.want.Model = model
			expect(t, "config", prototext.Format(got.config), prototext.Format(given.want))
			expect(t, "media", bytes.Equal(got.media, media), true)
			expect(t, "first chunk", got.chunks[0], 256*1024)
			expect(t, "chunks", len(got.chunks), 3)
		})
	}
}

func ptr[T any](value T) *T { return &value }

func TestShouldSendOptionsInConfig(t *testing.T) {
	gateway, seen := recording()
	client := connected(t, gateway)
	sent := int64(0)

	_, err := client.PredictImage(context.Background(), smallImage(t), model,
		dragoneye.WithCompletionTimeout(1500*time.Millisecond), dragoneye.WithFramesPerSecond(5),
		dragoneye.WithParameter("a", "1"), dragoneye.WithParameter("a", "2"),
		dragoneye.WithFilter(&pb.ResultFilter{CategoryNames: []string{"car"}}),
		dragoneye.WithOnSent(func(bytes int64) { sent = bytes }))

	must(t, err)
	config := (<-seen).config
	expect(t, "timeout", config.GetCompletionTimeout().AsDuration(), 1500*time.Millisecond)
	expect(t, "rate", config.GetFramesPerSecond(), 5)
	expect(t, "parameter", config.GetParameters()["a"], "2")
	expect(t, "filter", config.GetFilter().GetCategoryNames()[0], "car")
	expect(t, "sent", sent, 13)
}

func TestShouldShowStatusOfGatewayThatRejectsMidUpload(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{
		OnPredictImage: func(stream pb.PredictionService_PredictImageServer) error {
			for range 3 {
				if _, err := stream.Recv(); err != nil {
					return err
				}
			}
			return fakegateway.Failure(codes.InvalidArgument, "MEDIA_TOO_LARGE", "the media is too large",
				"phase", "upload", "predict_sent", "no")
		},
	})
	endless := &countingReader{Reader: zeros{}}

	_, err := client.PredictImage(context.Background(), imageOf(t, endless), model)

	failure := expectError(t, err, dragoneye.ErrPredictionUpload)
	expect(t, "message", failure.Error(), "the media is too large [MEDIA_TOO_LARGE, phase upload, predict sent: no]")
	if read := endless.total.Load(); read > 4<<20 {
		t.Errorf("%d bytes were read of media that was refused", read)
	}
}

func TestShouldReadOnlyAsFastAsTheGatewayTakes(t *testing.T) {
	goOn := make(chan struct{})
	client := connected(t, &fakegateway.Gateway{
		OnPredictImage: func(stream pb.PredictionService_PredictImageServer) error {
			<-goOn
			return status.Error(codes.Aborted, "enough")
		},
	})
	endless := &countingReader{Reader: zeros{}}
	ended := make(chan error)
	go func() {
		_, err := client.PredictImage(context.Background(), imageOf(t, endless), model)
		ended <- err
	}()

	eventually(t, "the beginning", func() bool { return endless.total.Load() > 0 })
	for range 50 {
		must(t, warm(client))
	}
	read := endless.total.Load()

	close(goOn)
	expect(t, "code", status.Code(<-ended), codes.Aborted)
	if read > 1<<20 {
		t.Errorf("%d bytes were read ahead", read)
	}
}

// warm makes a call that fails quickly, over a connection which is there afterwards.
func warm(client *dragoneye.Client) error {
	_, err := client.Status(context.Background(), "any")
	if status.Code(err) == codes.Unimplemented {
		return nil
	}
	return err
}

func TestShouldHoldMediaOfAnySizeInLittleMemory(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{
		OnPredictImage: func(stream pb.PredictionService_PredictImageServer) error {
			if err := readEverything(stream); err != nil {
				return err
			}
			return stream.SendAndClose(&pb.PredictImageResponse{})
		},
	})
	peak := uint64(0)
	largest := func(int64) {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		peak = max(peak, now.HeapInuse)
	}

	_, err := client.PredictImage(context.Background(), imageOf(t, io.LimitReader(zeros{}, 256<<20)), model,
		dragoneye.WithOnSent(largest))

	must(t, err)
	if peak > 96<<20 { // of client and gateway, both of which are in this process
		t.Errorf("%d MiB of heap for media of 256 MiB", peak>>20)
	}
}

func TestShouldCancelCallInsteadOfEndingMediaWhereReadingFails(t *testing.T) {
	for name, cause := range map[string]error{
		"an error":           errors.New("the camera went away"),
		"a cut of its own":   io.ErrUnexpectedEOF,
		"a status of others": status.Error(codes.NotFound, "elsewhere"),
	} {
		t.Run(name, func(t *testing.T) {
			ends := make(chan error, 1)
			client := connected(t, &fakegateway.Gateway{
				OnPredictImage: func(stream pb.PredictionService_PredictImageServer) error {
					err := readEverything(stream)
					ends <- err
					return err
				},
			})
			reader := io.MultiReader(io.LimitReader(zeros{}, 300_000), broken{cause})

			_, err := client.PredictImage(context.Background(), imageOf(t, reader), model)

			var unreadable *dragoneye.MediaError
			expect(t, "media error", errors.As(err, &unreadable), true)
			expect(t, "cause", errors.Is(err, cause), true)
			expect(t, "what the gateway saw", status.Code(<-ends), codes.Canceled)
		})
	}
}

func TestShouldMakeNoCallForMediaThatIsNotThere(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{})
	path := filepath.Join(t.TempDir(), "gone.png")
	must(t, os.WriteFile(path, []byte("there"), 0o600))
	image, err := dragoneye.ImageFromPath(path)
	must(t, err)
	must(t, os.Remove(path))

	_, err = client.PredictImage(context.Background(), image, model)

	expect(t, "is not there", errors.Is(err, os.ErrNotExist), true)
}

func TestShouldReturnWhenCancelledEvenWhileReaderBlocks(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{
		OnPredictImage: func(stream pb.PredictionService_PredictImageServer) error { return readEverything(stream) },
	})
	must(t, warm(client))
	expectNothingLeft(t, func() {
		ctx, cancel := context.WithCancel(context.Background())
		blocked, writer := io.Pipe()
		reader := io.MultiReader(io.LimitReader(zeros{}, 256*1024), callback(cancel), blocked)

		_, err := client.PredictImage(ctx, imageOf(t, reader), model)

		failure := expectError(t, err, dragoneye.ErrCallCancelled)
		expect(t, "context's error", errors.Is(err, context.Canceled), true)
		expect(t, "predict sent", failure.PredictSent, dragoneye.PredictSentNo)
		must(t, writer.Close())
	})
}

func TestShouldEndWithTheDeadlineOfTheContext(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{
		OnPredictImage: func(stream pb.PredictionService_PredictImageServer) error {
			if err := stream.SendHeader(metadata.Pairs("dragoneye-task-id", "task-9")); err != nil {
				return err
			}
			<-stream.Context().Done()
			return stream.Context().Err()
		},
	})
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()

	_, err := client.PredictImage(ctx, smallImage(t), model)

	failure := expectError(t, err, dragoneye.ErrDeadlineExceeded)
	expect(t, "context's error", errors.Is(err, context.DeadlineExceeded), true)
	expect(t, "task", failure.TaskID, "task-9")
	expect(t, "predict sent", failure.PredictSent, dragoneye.PredictSentYes)
}

func TestShouldAnnounceTaskBeforeItsResult(t *testing.T) {
	announced := make(chan struct{})
	client := connected(t, &fakegateway.Gateway{
		OnPredictImage: func(stream pb.PredictionService_PredictImageServer) error {
			if err := stream.SendHeader(metadata.Pairs("dragoneye-task-id", "task-9")); err != nil {
				return err
			}
			<-announced
			return stream.SendAndClose(&pb.PredictImageResponse{Prediction: &pb.ImagePrediction{}})
		},
	})
	var told string

	_, err := client.PredictImage(context.Background(), smallImage(t), model, dragoneye.WithOnTask(func(id string) {
		told = id
		close(announced)
	}))

	must(t, err)
	expect(t, "task", told, "task-9")
}

func TestShouldNeverRepeatMediaCalls(t *testing.T) {
	var calls atomic.Int32
	client := connected(t, &fakegateway.Gateway{
		OnSubmitPrediction: func(stream pb.PredictionService_SubmitPredictionServer) error {
			calls.Add(1)
			if err := readEverything(stream); err != nil {
				return err
			}
			return status.Error(codes.Unavailable, "the proxy lost it")
		},
	})

	_, err := client.Submit(context.Background(), smallVideo(t), model)

	failure := expectError(t, err, dragoneye.ErrGatewayUnavailable)
	expect(t, "predict sent", failure.PredictSent, dragoneye.PredictSentUnknown)
	expect(t, "calls", calls.Load(), 1)
}

func TestShouldRepeatUnaryReadsWhileNoGatewayIsAvailable(t *testing.T) {
	var calls atomic.Int32
	client := connected(t, &fakegateway.Gateway{
		OnGetTask: func(context.Context, *pb.GetTaskRequest) (*pb.GetTaskResponse, error) {
			if calls.Add(1) < 3 {
				return nil, status.Error(codes.Unavailable, "draining")
			}
			return &pb.GetTaskResponse{Task: &pb.Task{TaskId: "task-1"}}, nil
		},
	})

	task, err := client.Status(context.Background(), "task-1")

	must(t, err)
	expect(t, "task", task.GetTaskId(), "task-1")
	expect(t, "calls", calls.Load(), 3)
}

func TestShouldReadAReaderOnlyOnce(t *testing.T) {
	gateway, _ := recording()
	client := connected(t, gateway)
	image := imageOf(t, bytes.NewReader([]byte("once")))
	_, err := client.PredictImage(context.Background(), image, model)
	must(t, err)

	_, err = client.PredictImage(context.Background(), image, model)

	var argument *dragoneye.ArgumentError
	expect(t, "argument error", errors.As(err, &argument), true)
}

func TestShouldEndCallsOfAClosedClient(t *testing.T) {
	begun := make(chan struct{})
	client := connected(t, &fakegateway.Gateway{
		OnPredictImage: func(stream pb.PredictionService_PredictImageServer) error {
			close(begun)
			<-stream.Context().Done()
			return stream.Context().Err()
		},
	})
	go func() {
		<-begun
		_ = client.Close()
	}()

	_, err := client.PredictImage(context.Background(), smallImage(t), model)

	expectError(t, err, dragoneye.ErrCallCancelled)
}
