package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import ai.dragoneye.gateway.v1.PredictionType;
import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoHeader;

/** Predictions to show. */
final class Samples {
  static final BboxObservation BOX =
      BboxObservation.newBuilder()
          .setNormalizedBbox(
              NormalizedBbox.newBuilder().setX1(0.125).setY1(0.25).setX2(0.5).setY2(0.75))
          .setBboxScore(0.9)
          .build();

  private static final ImageCategoryPrediction CAR =
      ImageCategoryPrediction.newBuilder()
          .setCategoryId(7)
          .setName("car")
          .setScore(0.875)
          .addAttributes(
              ImageAttributePrediction.newBuilder()
                  .setAttributeId(1)
                  .setAttributeName("colour")
                  .setOptionId(2)
                  .setOptionName("red")
                  .setScore(0.5))
          .build();

  private Samples() {}

  static ImageDetectedObject imageObject(long id) {
    return ImageDetectedObject.newBuilder()
        .setObjectId(id)
        .setBboxObservation(BOX)
        .addCategories(CAR)
        .addCategories(ImageCategoryPrediction.newBuilder().setName("van").setScore(0.1))
        .build();
  }

  static ImagePrediction image(String fileName) {
    return ImagePrediction.newBuilder()
        .setTaskId("task-1")
        .setPredictionTaskUuid("uuid-1")
        .setOriginalFileName(fileName)
        .addObjects(imageObject(11))
        .build();
  }

  static VideoHeader videoHeader() {
    return VideoHeader.newBuilder()
        .setTaskId("task-1")
        .setPredictionTaskUuid("uuid-1")
        .setFramesPerSecond(2)
        .addFrameTimestampsMicroseconds(0)
        .addFrameTimestampsMicroseconds(500_000)
        .setLast(true)
        .build();
  }

  static VideoDetectedObject videoObject(long id) {
    return VideoDetectedObject.newBuilder()
        .setObjectId(id)
        .addTimestampRanges(range(0, 500_000))
        .addBboxObservations(VideoBboxObservation.newBuilder().setObservation(BOX))
        .addBboxObservations(VideoBboxObservation.newBuilder().setTimestampMicroseconds(500_000))
        .addCategories(
            VideoCategoryPrediction.newBuilder()
                .setName("car")
                .setScore(0.875)
                .addAttributes(attribute("off", 0, 250_000))
                .addAttributes(attribute("on", 250_001, 500_000)))
        .build();
  }

  private static TimestampRange range(long start, long end) {
    return TimestampRange.newBuilder()
        .setTimestampStartUsInclusive(start)
        .setTimestampEndUsInclusive(end)
        .build();
  }

  private static VideoAttributePrediction attribute(String option, long start, long end) {
    return VideoAttributePrediction.newBuilder()
        .setAttributeName("brake lights")
        .setOptionName(option)
        .addTimestampRanges(
            ScoredTimestampRange.newBuilder()
                .setTimestampStartUsInclusive(start)
                .setTimestampEndUsInclusive(end)
                .setScore(0.5))
        .build();
  }

  static VideoFrame frame(long micros) {
    return VideoFrame.newBuilder()
        .setTimestampMicroseconds(micros)
        .addObjects(FrameObject.newBuilder().setObjectId(11).setObservation(BOX).addCategories(CAR))
        .build();
  }

  static Task task(PredictionType type, TaskState state, String status) {
    return Task.newBuilder()
        .setTaskId("task-1")
        .setPredictionTaskUuid("uuid-1")
        .setPredictionType(type)
        .setState(state)
        .setStatus(status)
        .build();
  }
}
