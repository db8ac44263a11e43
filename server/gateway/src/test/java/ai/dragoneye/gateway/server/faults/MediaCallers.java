package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.Pictures;
import ai.dragoneye.gateway.v1.ImageEnd;
import ai.dragoneye.gateway.v1.ImageStart;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.PredictImagesRequest;
import ai.dragoneye.gateway.v1.PredictImagesResponse;
import ai.dragoneye.gateway.v1.PredictVideoRequest;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceStub;
import ai.dragoneye.gateway.v1.SubmitPredictionRequest;
import ai.dragoneye.gateway.v1.SubmitPredictionResponse;
import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Calls that bring media. The simulator takes whatever comes for a picture or a video. */
final class MediaCallers {
  private static final byte[] MEDIA = Pictures.jpeg();
  private static final String IMAGE = "image/jpeg";
  private static final int CHUNK_BYTES = 256 * 1024;

  private MediaCallers() {}

  static Ending predictImage(Gateway gateway, Media media, String taskId) {
    Answers<PredictImageResponse> answers = new Answers<>();
    var requests = stub(gateway).predictImage(answers);
    requests.onNext(PredictImageRequest.newBuilder().setConfig(config(media, IMAGE)).build());
    chunks(
        media, chunk -> requests.onNext(PredictImageRequest.newBuilder().setChunk(chunk).build()));
    return ended(requests, answers);
  }

  static Ending predictVideo(Gateway gateway, Media media, String taskId) {
    Answers<PredictVideoResponse> answers = new Answers<>();
    var requests = stub(gateway).predictVideo(answers);
    requests.onNext(PredictVideoRequest.newBuilder().setConfig(config(media, "video/mp4")).build());
    chunks(
        media, chunk -> requests.onNext(PredictVideoRequest.newBuilder().setChunk(chunk).build()));
    return ended(requests, answers);
  }

  static Ending submitPrediction(Gateway gateway, Media media, String taskId) {
    return Ending.of(() -> submit(gateway, media, IMAGE));
  }

  /** Has something predicted and does not wait for the end. */
  static String submit(Gateway gateway, Media media, String mimeType) {
    Answers<SubmitPredictionResponse> answers = new Answers<>();
    var requests = stub(gateway).submitPrediction(answers);
    requests.onNext(
        SubmitPredictionRequest.newBuilder().setConfig(config(media, mimeType)).build());
    chunks(
        media,
        chunk -> requests.onNext(SubmitPredictionRequest.newBuilder().setChunk(chunk).build()));
    requests.onCompleted();
    return answers.await().getFirst().getTask().getTaskId();
  }

  /** A batch of one image. Whatever becomes of it, the call itself has to succeed. */
  static Ending predictImages(Gateway gateway, Media media, String taskId) {
    PredictImagesResponse answer = batch(gateway, media, 1).getFirst();
    return answer.hasError() ? Ending.of(answer.getError()) : Ending.ok();
  }

  /** The answers to a batch of so many images. */
  static List<PredictImagesResponse> batch(Gateway gateway, Media media, int images) {
    Answers<PredictImagesResponse> answers = new Answers<>();
    var requests = stub(gateway).predictImages(answers);
    for (int i = 0; i < images; i++) {
      ImageStart.Builder start =
          ImageStart.newBuilder().setImageId("image " + i).setConfig(config(media, IMAGE));
      requests.onNext(PredictImagesRequest.newBuilder().setStart(start).build());
      chunks(
          media,
          chunk -> requests.onNext(PredictImagesRequest.newBuilder().setChunk(chunk).build()));
      requests.onNext(
          PredictImagesRequest.newBuilder().setEnd(ImageEnd.getDefaultInstance()).build());
    }
    requests.onCompleted();
    return answers.await();
  }

  private static PredictionServiceStub stub(Gateway gateway) {
    return PredictionServiceGrpc.newStub(gateway.channel()).withDeadlineAfter(50, TimeUnit.SECONDS);
  }

  private static PredictionConfig config(Media media, String mimeType) {
    PredictionConfig.Builder config =
        PredictionConfig.newBuilder().setModel("recognize_anything/test").setMimeType(mimeType);
    return media.declare(config, media.fill(MEDIA)).build();
  }

  private static void chunks(Media media, Consumer<ByteString> send) {
    ByteString bytes = ByteString.copyFrom(media.fill(MEDIA));
    for (int at = 0; at < bytes.size(); at += CHUNK_BYTES) {
      send.accept(bytes.substring(at, Math.min(bytes.size(), at + CHUNK_BYTES)));
    }
  }

  private static Ending ended(StreamObserver<?> requests, Answers<?> answers) {
    requests.onCompleted();
    return Ending.of(answers::await);
  }
}
