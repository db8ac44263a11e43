package dragoneye_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/internal/fakegateway"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// answering answers each image with its size once it has ended, and takes no other before. An image of another size than
// declared is refused.
func answering(stream pb.PredictionService_PredictImagesServer) error {
	var start *pb.ImageStart
	size := int64(0)
	for {
		request, err := stream.Recv()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case request.GetStart() != nil:
			start, size = request.GetStart(), 0
		case request.GetEnd() != nil:
			response := &pb.PredictImagesResponse{ImageId: start.GetImageId(), Result: &pb.PredictImagesResponse_Prediction{
				Prediction: &pb.ImagePrediction{Objects: []*pb.ImageDetectedObject{{ObjectId: size}}}}}
			if start.GetConfig().SizeBytes != nil && start.GetConfig().GetSizeBytes() != size {
				response.Result = &pb.PredictImagesResponse_Error{Error: &pb.PredictionError{
					Code: int32(codes.InvalidArgument), Reason: "SIZE_MISMATCH", Message: "the size is another",
					Metadata: map[string]string{"predict_sent": "no"}}}
			}
			if err := stream.Send(response); err != nil {
				return err
			}
		default:
			size += int64(len(request.GetChunk()))
		}
	}
}

func outcome(result dragoneye.BatchResult) string {
	if result.Err != nil {
		return result.ImageID + ": " + result.Err.Error()
	}
	return fmt.Sprintf("%s: %d", result.ImageID, result.Prediction.GetObjects()[0].GetObjectId())
}

func readerImage(id string, reader io.Reader, options ...dragoneye.MediaOption) dragoneye.BatchImage {
	return dragoneye.BatchImage{ID: id, Open: func() (dragoneye.Image, error) {
		return dragoneye.ImageFromReader(reader, "image/png", options...)
	}}
}

func TestShouldReadResultsOfABatchWhileItIsWritten(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnPredictImages: answering})
	sent := int64(0)
	images := func(yield func(dragoneye.BatchImage) bool) {
		for i := range 200 {
			if !yield(readerImage(fmt.Sprint("image ", i), io.LimitReader(zeros{}, int64(100_000+i)))) {
				return
			}
		}
	}
	batch := client.PredictImages(context.Background(), images, model, dragoneye.WithOnSent(func(n int64) { sent = n }))
	count := 0

	for result, err := range batch.All() {
		must(t, err)
		expect(t, "result", outcome(result), fmt.Sprintf("image %d: %d", count, 100_000+count))
		count++
	}

	expect(t, "results", count, 200)
	expect(t, "sent", sent, 200*100_000+199*100)
	expect(t, "unanswered", len(batch.Unanswered()), 0)
}

func TestShouldFailOnlyTheImagesOfABatchThatCannotBeRead(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnPredictImages: answering})
	path := filepath.Join(t.TempDir(), "a.png")
	must(t, os.WriteFile(path, []byte("four"), 0o600))
	cutOff := io.MultiReader(io.LimitReader(zeros{}, 300_000), broken{errors.New("the camera went away")})
	images := []dragoneye.BatchImage{
		dragoneye.BatchImageFromPath(path),
		dragoneye.BatchImageFromPath(path + ".gone.png"),
		{ID: "refused", Open: func() (dragoneye.Image, error) { return dragoneye.Image{}, errors.New("not today") }},
		{ID: "none", Open: func() (dragoneye.Image, error) { return dragoneye.Image{}, nil }},
		readerImage("cut", cutOff, dragoneye.WithSize(400_000)),
		readerImage("shorter", io.LimitReader(zeros{}, 10), dragoneye.WithSize(11)),
		dragoneye.BatchImageOf("last", smallImage(t)),
	}
	var outcomes []string

	for result, err := range client.PredictImages(context.Background(), slices.Values(images), model).All() {
		must(t, err)
		outcomes = append(outcomes, outcome(result))
	}

	slices.Sort(outcomes)
	want := []string{
		path + ".gone.png: the media could not be read: stat " + path + ".gone.png: no such file or directory",
		path + ": 4",
		"cut: the media could not be read: the camera went away",
		"last: 13",
		"none: there is no image: make it with ImageFromPath or one of its like",
		"refused: not today",
		"shorter: the size is another [SIZE_MISMATCH, predict sent: no]",
	}
	expect(t, "outcomes", fmt.Sprintf("%q", outcomes), fmt.Sprintf("%q", want))
}

// failureOf reads a batch to its end.
func failureOf(batch *dragoneye.BatchStream) (results []string, failure error) {
	for result, err := range batch.All() {
		if err != nil {
			return results, err
		}
		results = append(results, outcome(result))
	}
	return results, nil
}

func TestShouldEndTheBatchWhereAnImageOfUnknownSizeBreaksOff(t *testing.T) {
	ends := make(chan error, 1)
	client := connected(t, &fakegateway.Gateway{OnPredictImages: func(stream pb.PredictionService_PredictImagesServer) error {
		err := answering(stream)
		ends <- err
		return err
	}})
	cause := errors.New("the camera went away")
	images := []dragoneye.BatchImage{readerImage("cut", io.MultiReader(io.LimitReader(zeros{}, 300_000), broken{cause}))}

	_, err := failureOf(client.PredictImages(context.Background(), slices.Values(images), model))

	expect(t, "cause", errors.Is(err, cause), true)
	expect(t, "what the gateway saw", status.Code(<-ends), codes.Canceled)
}

func TestShouldNameTheImagesThatAFailedBatchLeftUnanswered(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnPredictImages: func(stream pb.PredictionService_PredictImagesServer) error {
		if _, err := stream.Recv(); err != nil {
			return err
		}
		return fakegateway.Failure(codes.Unavailable, "GATEWAY_DRAINING", "the gateway is shutting down")
	}})
	images := []dragoneye.BatchImage{readerImage("endless", zeros{})}
	batch := client.PredictImages(context.Background(), slices.Values(images), model)

	_, err := failureOf(batch)

	failure := expectError(t, err, dragoneye.ErrGatewayUnavailable)
	expect(t, "predict sent", failure.PredictSent, dragoneye.PredictSentUnknown)
	expect(t, "unanswered", fmt.Sprint(batch.Unanswered()), "[endless]")
}

func TestShouldRefuseAnswersThatNobodyWaitsFor(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnPredictImages: func(stream pb.PredictionService_PredictImagesServer) error {
		return stream.Send(&pb.PredictImagesResponse{ImageId: "7"})
	}})

	_, err := failureOf(client.PredictImages(context.Background(), slices.Values([]dragoneye.BatchImage{}), model))

	expectError(t, err, dragoneye.ErrGatewayInternal)
}

func TestShouldTakeABatchOfNoImages(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnPredictImages: answering})

	results, err := failureOf(client.PredictImages(context.Background(), slices.Values([]dragoneye.BatchImage{}), model))

	must(t, err)
	expect(t, "results", len(results), 0)
}

func TestShouldRefuseABatchWithoutImages(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnPredictImages: answering})
	_, err := failureOf(client.PredictImages(context.Background(), nil, model))
	expectArgumentError(t, err)
}

func TestShouldLeaveNothingWhereABatchIsLeft(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnPredictImages: answering})
	must(t, warm(client))
	images := func(yield func(dragoneye.BatchImage) bool) {
		for i := 0; yield(readerImage(fmt.Sprint(i), io.LimitReader(zeros{}, 100_000))); i++ {
		}
	}
	expectNothingLeft(t, func() {
		count := 0
		for _, err := range client.PredictImages(context.Background(), images, model).All() {
			must(t, err)
			if count++; count == 3 {
				break
			}
		}
	})
}

func TestShouldLeaveABatchWhoseImagesStillWait(t *testing.T) {
	client := connected(t, &fakegateway.Gateway{OnPredictImages: answering})
	must(t, warm(client))
	expectNothingLeft(t, func() {
		queue := make(chan dragoneye.BatchImage, 1)
		queue <- readerImage("only", io.LimitReader(zeros{}, 10))
		images := func(yield func(dragoneye.BatchImage) bool) {
			for image := range queue {
				if !yield(image) {
					return
				}
			}
		}
		for _, err := range client.PredictImages(context.Background(), images, model).All() {
			must(t, err)
			break // nobody fills the queue any more
		}
		close(queue)
	})
}
