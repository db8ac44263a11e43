package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.client.ScriptedStream.Cut;
import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import ai.dragoneye.gateway.v1.ResultServiceGrpc.ResultServiceImplBase;
import ai.dragoneye.gateway.v1.StreamImageResultsRequest;
import ai.dragoneye.gateway.v1.StreamImageResultsResponse;
import ai.dragoneye.gateway.v1.StreamVideoFramesRequest;
import ai.dragoneye.gateway.v1.StreamVideoFramesResponse;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoFramePart;
import ai.dragoneye.gateway.v1.VideoHeader;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects of an image and frames of a video, wherever the stream is cut. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OtherResultsTest {
  private static final ImageHeader HEADER = ImageHeader.newBuilder().setTaskId("task-1").build();

  static IntStream everyPlaceOfImage() {
    return IntStream.range(0, image().length());
  }

  @ParameterizedTest
  @MethodSource("everyPlaceOfImage")
  void shouldGiveWholeObjectsOfImage(int messages) throws Exception {
    Images images = new Images(image().cut(Cut.unavailable(messages)));
    List<ImageDetectedObject> told = new CopyOnWriteArrayList<>();
    List<ImageHeader> headers = new CopyOnWriteArrayList<>();
    ResultListener<ImageHeader, ImageDetectedObject> listener =
        new ResultListener<>() {
          @Override
          public void onHeader(ImageHeader header) {
            headers.add(header);
          }

          @Override
          public void onNext(ImageDetectedObject object, ResultPlace place) {
            told.add(object);
          }
        };
    try (FakeGateway gateway = FakeGateway.serving(images);
        Dragoneye dragoneye = gateway.connect();
        ResultStream<ImageHeader, ImageDetectedObject> results =
            dragoneye.results().streamImage("task-1")) {
      assertThat(results.header()).isEqualTo(HEADER);
      assertThat(results.stream()).containsExactly(object(1, 1), object(2, 3));

      dragoneye.results().streamImageAsync("task-1", ResultOptions.defaults(), listener).get();
      assertThat(headers).containsExactly(HEADER);
      assertThat(told).containsExactly(object(1, 1), object(2, 3));
    }
  }

  private static ImageDetectedObject object(long id, int categories) {
    ImageDetectedObject.Builder object = ImageDetectedObject.newBuilder().setObjectId(id);
    for (int i = 0; i < categories; i++) {
      object.addCategories(ImageCategoryPrediction.newBuilder().setCategoryId(i));
    }
    return object.build();
  }

  private static ScriptedStream<StreamImageResultsResponse> image() {
    List<StreamImageResultsResponse> parts = new ArrayList<>();
    parts.add(part(0, object(1, 1), true));
    ImageDetectedObject second = object(2, 3);
    for (int i = 0; i < 3; i++) {
      ImageDetectedObject one =
          second.toBuilder().clearCategories().addCategories(second.getCategories(i)).build();
      parts.add(part(1, one, i == 2));
    }
    return new ScriptedStream<>(
        List.of(StreamImageResultsResponse.newBuilder().setHeader(HEADER).build()),
        parts,
        message -> message.getObject().getResumeToken(),
        counts -> StreamImageResultsResponse.newBuilder().setCompletion(counts).build());
  }

  private static StreamImageResultsResponse part(
      int index, ImageDetectedObject object, boolean last) {
    ImageObjectPart.Builder part =
        ImageObjectPart.newBuilder().setObjectIndex(index).setObject(object).setLast(last);
    if (last) {
      part.setResumeToken("after-" + index);
    }
    return StreamImageResultsResponse.newBuilder().setObject(part).build();
  }

  static IntStream everyPlaceOfFrames() {
    return IntStream.range(0, frames().length());
  }

  @ParameterizedTest
  @MethodSource("everyPlaceOfFrames")
  void shouldGiveWholeFrames(int messages) throws Exception {
    Frames frames = new Frames(frames().cut(Cut.unavailable(messages)));
    List<VideoFrame> told = new CopyOnWriteArrayList<>();
    try (FakeGateway gateway = FakeGateway.serving(frames);
        Dragoneye dragoneye = gateway.connect();
        ResultStream<VideoHeader, VideoFrame> results =
            dragoneye.results().streamFrames("task-1")) {
      assertThat(results.stream()).containsExactly(frame(0, 2), frame(200_000, 0));

      dragoneye
          .results()
          .streamFramesAsync("task-1", ResultOptions.defaults(), (frame, place) -> told.add(frame))
          .get();
      assertThat(told).containsExactly(frame(0, 2), frame(200_000, 0));
    }
  }

  private static VideoFrame frame(long timestamp, int objects) {
    VideoFrame.Builder frame = VideoFrame.newBuilder().setTimestampMicroseconds(timestamp);
    for (int i = 0; i < objects; i++) {
      frame.addObjects(FrameObject.newBuilder().setObjectIndex(i));
    }
    return frame.build();
  }

  private static ScriptedStream<StreamVideoFramesResponse> frames() {
    VideoFrame first = frame(0, 2);
    VideoFrame half = first.toBuilder().removeObjects(1).build();
    VideoFrame rest = first.toBuilder().removeObjects(0).build();
    return new ScriptedStream<>(
        List.of(StreamVideoFramesResponse.newBuilder().setHeader(SampleVideo.HEADER).build()),
        List.of(part(0, half, false), part(0, rest, true), part(1, frame(200_000, 0), true)),
        message -> message.getFrame().getResumeToken(),
        counts -> StreamVideoFramesResponse.newBuilder().setCompletion(counts).build());
  }

  private static StreamVideoFramesResponse part(int index, VideoFrame frame, boolean last) {
    VideoFramePart.Builder part =
        VideoFramePart.newBuilder().setFrameIndex(index).setFrame(frame).setLast(last);
    if (last) {
      part.setResumeToken("after-" + index);
    }
    return StreamVideoFramesResponse.newBuilder().setFrame(part).build();
  }

  private static final class Images extends ResultServiceImplBase {
    private final ScriptedStream<StreamImageResultsResponse> script;

    Images(ScriptedStream<StreamImageResultsResponse> script) {
      this.script = script;
    }

    @Override
    public void streamImageResults(
        StreamImageResultsRequest request, StreamObserver<StreamImageResultsResponse> responses) {
      script.serve(request.getResumeToken(), responses);
    }
  }

  private static final class Frames extends ResultServiceImplBase {
    private final ScriptedStream<StreamVideoFramesResponse> script;

    Frames(ScriptedStream<StreamVideoFramesResponse> script) {
      this.script = script;
    }

    @Override
    public void streamVideoFrames(
        StreamVideoFramesRequest request, StreamObserver<StreamVideoFramesResponse> responses) {
      script.serve(request.getResumeToken(), responses);
    }
  }
}
