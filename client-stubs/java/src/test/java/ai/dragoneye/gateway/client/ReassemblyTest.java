package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoHeader;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts as the contract cuts them; {@link ResumeTest} has the finest ones of a video's objects. */
class ReassemblyTest {
  private static ImageAttributePrediction attribute(long id) {
    return ImageAttributePrediction.newBuilder().setAttributeId(id).setOptionName("red").build();
  }

  private static ImageCategoryPrediction category(long id, long... attributes) {
    ImageCategoryPrediction.Builder category =
        ImageCategoryPrediction.newBuilder().setCategoryId(id).setName("car").setScore(0.5);
    for (long attribute : attributes) {
      category.addAttributes(attribute(attribute));
    }
    return category.build();
  }

  private static VideoAttributePrediction timed(long id, double... scores) {
    VideoAttributePrediction.Builder attribute =
        VideoAttributePrediction.newBuilder().setAttributeId(id);
    for (double score : scores) {
      attribute.addTimestampRanges(ScoredTimestampRange.newBuilder().setScore(score));
    }
    return attribute.build();
  }

  private static VideoCategoryPrediction over(long id, VideoAttributePrediction... attributes) {
    return VideoCategoryPrediction.newBuilder()
        .setCategoryId(id)
        .addAllAttributes(List.of(attributes))
        .build();
  }

  private static VideoDetectedObject tracked(VideoCategoryPrediction... categories) {
    return VideoDetectedObject.newBuilder()
        .setObjectId(7)
        .addAllCategories(List.of(categories))
        .build();
  }

  @Test
  void shouldContinueAttributeAndThenAppendAttributesAndCategories() {
    VideoObjectJoiner joiner = new VideoObjectJoiner();
    joiner.begin(tracked(over(1, timed(10, 0.1)), over(2, timed(20, 0.2))));
    joiner.append(tracked(over(2, timed(20, 0.3, 0.4), timed(21, 0.5)), over(3)), 1, 0);
    joiner.append(tracked(over(3, timed(30)), over(4)), 2, -1);
    joiner.append(tracked(over(5)), -1, -1);

    assertThat(joiner.joined())
        .isEqualTo(
            tracked(
                over(1, timed(10, 0.1)),
                over(2, timed(20, 0.2, 0.3, 0.4), timed(21, 0.5)),
                over(3, timed(30)),
                over(4),
                over(5)));
  }

  @Test
  void shouldJoinPartsOfImageObject() {
    ImageObjectJoiner joiner = new ImageObjectJoiner();
    joiner.begin(image(category(1, 10)));
    joiner.append(image(category(1, 11), category(2)), 0, -1);
    joiner.append(image(category(3)), -1, -1);

    assertThat(joiner.joined()).isEqualTo(image(category(1, 10, 11), category(2), category(3)));
  }

  private static ImageDetectedObject image(ImageCategoryPrediction... categories) {
    return ImageDetectedObject.newBuilder()
        .setObjectId(7)
        .addAllCategories(List.of(categories))
        .build();
  }

  @Test
  void shouldJoinPartsOfFrame() {
    FrameJoiner joiner = new FrameJoiner();
    joiner.begin(frame(seen(1, category(1)), seen(2)));
    joiner.append(frame(seen(2, category(2, 20))), 0, -1);
    joiner.append(frame(seen(2, category(2, 21), category(3))), 0, 1);
    joiner.append(frame(seen(2, category(4)), seen(3)), 2, -1);
    joiner.append(frame(seen(4)), -1, -1);

    assertThat(joiner.joined())
        .isEqualTo(
            frame(
                seen(1, category(1)),
                seen(2, category(2, 20, 21), category(3), category(4)),
                seen(3),
                seen(4)));
  }

  private static FrameObject seen(long id, ImageCategoryPrediction... categories) {
    return FrameObject.newBuilder().setObjectId(id).addAllCategories(List.of(categories)).build();
  }

  private static VideoFrame frame(FrameObject... objects) {
    return VideoFrame.newBuilder()
        .setTimestampMicroseconds(200_000)
        .addAllObjects(List.of(objects))
        .build();
  }

  @Test
  void shouldRefuseWhatContractRulesOut() {
    VideoDetectedObject object = tracked();
    ResultAssembly<VideoHeader, VideoDetectedObject> assembly =
        new ResultAssembly<>(ResultKind.VIDEO, null, () -> true);

    assertThatThrownBy(
            () -> assembly.accept(new ResultPiece.Element<>(0, object, -1, -1, true, "t")))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("an element before the header was complete");
    assembly.accept(new ResultPiece.Header<>(SampleVideo.HEADER, true));
    assembly.accept(new ResultPiece.Element<>(0, object, -1, -1, false, ""));
    assertThatThrownBy(
            () -> assembly.accept(new ResultPiece.Element<>(1, object, -1, -1, true, "t")))
        .hasMessageContaining("part of element 1 within element 0");
  }
}
