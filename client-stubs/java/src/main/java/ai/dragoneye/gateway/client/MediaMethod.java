package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.PredictVideoRequest;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceStub;
import ai.dragoneye.gateway.v1.SubmitPredictionRequest;
import ai.dragoneye.gateway.v1.SubmitPredictionResponse;
import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * An RPC that takes one medium in.
 *
 * @param config makes its first message
 * @param chunk makes its further messages
 * @param start starts it
 */
record MediaMethod<ReqT, RespT>(
    Function<PredictionConfig, ReqT> config,
    Function<ByteString, ReqT> chunk,
    BiConsumer<PredictionServiceStub, StreamObserver<RespT>> start) {

  static final MediaMethod<PredictImageRequest, PredictImageResponse> PREDICT_IMAGE =
      new MediaMethod<>(
          config -> PredictImageRequest.newBuilder().setConfig(config).build(),
          chunk -> PredictImageRequest.newBuilder().setChunk(chunk).build(),
          PredictionServiceStub::predictImage);

  static final MediaMethod<PredictVideoRequest, PredictVideoResponse> PREDICT_VIDEO =
      new MediaMethod<>(
          config -> PredictVideoRequest.newBuilder().setConfig(config).build(),
          chunk -> PredictVideoRequest.newBuilder().setChunk(chunk).build(),
          PredictionServiceStub::predictVideo);

  static final MediaMethod<SubmitPredictionRequest, SubmitPredictionResponse> SUBMIT =
      new MediaMethod<>(
          config -> SubmitPredictionRequest.newBuilder().setConfig(config).build(),
          chunk -> SubmitPredictionRequest.newBuilder().setChunk(chunk).build(),
          PredictionServiceStub::submitPrediction);
}
