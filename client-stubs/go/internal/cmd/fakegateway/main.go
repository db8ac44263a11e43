// Command fakegateway is a gateway that predicts the same of every image. It prints its address and runs until its standard
// input ends: what the quick start is run against where no gateway is at hand.
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/internal/fakegateway"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

func main() {
	gateway := fakegateway.Gateway{OnPredictImage: predict}
	address, stop, err := gateway.Start()
	if err != nil {
		log.Fatal(err)
	}
	defer stop()
	fmt.Println(address)
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func predict(stream pb.PredictionService_PredictImageServer) error {
	for {
		_, err := stream.Recv()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	prediction := &pb.ImagePrediction{Objects: []*pb.ImageDetectedObject{{
		ObjectId:   24935566110870307,
		Categories: []*pb.ImageCategoryPrediction{{Name: "handbag", Score: 0.9210230176850995}},
	}}}
	return stream.SendAndClose(&pb.PredictImageResponse{Prediction: prediction})
}
