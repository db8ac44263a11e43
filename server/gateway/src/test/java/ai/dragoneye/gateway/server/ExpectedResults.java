package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Attribute;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.ScoredRange;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What the contract says of predictions, straight from what went into the archive. */
final class ExpectedResults {
  private ExpectedResults() {}

  static List<VideoDetectedObject> videoObjects(Predictions predictions) {
    return predictions.objects().stream().map(ExpectedResults::videoObject).toList();
  }

  static List<ImageDetectedObject> imageObjects(Predictions predictions) {
    return predictions.objects().stream().map(ExpectedResults::imageObject).toList();
  }

  static List<VideoFrame> frames(Predictions predictions) {
    TreeMap<Long, VideoFrame.Builder> frames = new TreeMap<>();
    for (long time : predictions.frameTimestamps().orElseThrow()) {
      frames.put(time, VideoFrame.newBuilder().setTimestampMicroseconds(time));
    }
    for (int index = 0; index < predictions.objects().size(); index++) {
      DetectedObject object = predictions.objects().get(index);
      for (Observation seen : object.observations()) {
        FrameObject.Builder shown =
            Objects.requireNonNull(frames.get(seen.timestampUs()))
                .addObjectsBuilder()
                .setObjectIndex(index);
        shown.setObjectId(object.objectId());
        seen.detection().ifPresent(box -> shown.setObservation(box(box)));
        object.categories().forEach(c -> shown.addCategories(at(c, seen.timestampUs())));
      }
    }
    return frames.values().stream().map(VideoFrame.Builder::build).toList();
  }

  private static VideoDetectedObject videoObject(DetectedObject object) {
    VideoDetectedObject.Builder expected =
        VideoDetectedObject.newBuilder().setObjectId(object.objectId());
    object
        .ranges()
        .forEach(
            range ->
                expected
                    .addTimestampRangesBuilder()
                    .setTimestampStartUsInclusive(range.startUs())
                    .setTimestampEndUsInclusive(range.endUs()));
    object.observations().forEach(seen -> expected.addBboxObservations(observation(seen)));
    object.categories().forEach(category -> expected.addCategories(category(category)));
    return expected.build();
  }

  private static VideoBboxObservation observation(Observation seen) {
    VideoBboxObservation.Builder expected =
        VideoBboxObservation.newBuilder().setTimestampMicroseconds(seen.timestampUs());
    seen.detection().ifPresent(box -> expected.setObservation(box(box)));
    return expected.build();
  }

  private static VideoCategoryPrediction category(Category category) {
    VideoCategoryPrediction.Builder expected =
        VideoCategoryPrediction.newBuilder()
            .setCategoryId(category.id())
            .setName(category.name())
            .setScore(category.score());
    for (Attribute attribute : category.attributes()) {
      VideoAttributePrediction.Builder option =
          expected
              .addAttributesBuilder()
              .setAttributeId(attribute.id())
              .setAttributeName(attribute.name())
              .setOptionId(attribute.optionId())
              .setOptionName(attribute.optionName());
      attribute
          .ranges()
          .forEach(
              range ->
                  option
                      .addTimestampRangesBuilder()
                      .setTimestampStartUsInclusive(range.startUs())
                      .setTimestampEndUsInclusive(range.endUs())
                      .setScore(range.score()));
    }
    return expected.build();
  }

  private static ImageDetectedObject imageObject(DetectedObject object) {
    Detection box = object.observations().getFirst().detection().orElseThrow();
    ImageDetectedObject.Builder expected =
        ImageDetectedObject.newBuilder()
            .setObjectId(object.objectId())
            .setBboxObservation(box(box));
    object.categories().forEach(category -> expected.addCategories(at(category, 0)));
    return expected.build();
  }

  /** A category with the attributes that hold at a time. */
  private static ImageCategoryPrediction at(Category category, long time) {
    ImageCategoryPrediction.Builder expected =
        ImageCategoryPrediction.newBuilder()
            .setCategoryId(category.id())
            .setName(category.name())
            .setScore(category.score());
    for (Attribute attribute : category.attributes()) {
      OptionalDouble score =
          attribute.ranges().stream()
              .filter(range -> range.startUs() <= time && time <= range.endUs())
              .mapToDouble(ScoredRange::score)
              .max();
      score.ifPresent(
          value ->
              expected
                  .addAttributesBuilder()
                  .setAttributeId(attribute.id())
                  .setAttributeName(attribute.name())
                  .setOptionId(attribute.optionId())
                  .setOptionName(attribute.optionName())
                  .setScore(value));
    }
    return expected.build();
  }

  private static BboxObservation box(Detection box) {
    BboxObservation.Builder expected = BboxObservation.newBuilder().setBboxScore(box.score());
    expected
        .getNormalizedBboxBuilder()
        .setX1(box.x1())
        .setY1(box.y1())
        .setX2(box.x2())
        .setY2(box.y2());
    return expected.build();
  }
}
