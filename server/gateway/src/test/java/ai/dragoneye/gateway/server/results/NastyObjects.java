package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Objects and frames of all shapes: empty, tiny, with one giant list, with names of 64 KiB. */
final class NastyObjects {
  private static final int LONGEST_NAME = 65_536;
  private final Random random;

  NastyObjects(long seed) {
    this.random = new Random(seed);
  }

  VideoDetectedObject video() {
    return VideoDetectedObject.newBuilder()
        .setObjectId(random.nextLong())
        .addAllTimestampRanges(some(20_000, this::range))
        .addAllBboxObservations(some(20_000, this::observation))
        .addAllCategories(some(300, this::videoCategory))
        .build();
  }

  ImageDetectedObject image() {
    return ImageDetectedObject.newBuilder()
        .setObjectId(random.nextLong())
        .setBboxObservation(box())
        .addAllCategories(some(300, this::imageCategory))
        .build();
  }

  VideoFrame frame() {
    return VideoFrame.newBuilder()
        .setTimestampMicroseconds(number())
        .addAllObjects(some(2_000, this::frameObject))
        .build();
  }

  private FrameObject frameObject() {
    FrameObject.Builder object =
        FrameObject.newBuilder()
            .setObjectIndex(number())
            .setObjectId(number())
            .addAllCategories(some(20, this::imageCategory));
    return random.nextBoolean() ? object.setObservation(box()).build() : object.build();
  }

  private VideoCategoryPrediction videoCategory() {
    return VideoCategoryPrediction.newBuilder()
        .setCategoryId(number())
        .setName(name())
        .setScore(score())
        .addAllAttributes(some(100, this::videoAttribute))
        .build();
  }

  private VideoAttributePrediction videoAttribute() {
    return VideoAttributePrediction.newBuilder()
        .setAttributeId(number())
        .setAttributeName(name())
        .setOptionId(number())
        .setOptionName(name())
        .addAllTimestampRanges(some(10_000, this::scoredRange))
        .build();
  }

  private ImageCategoryPrediction imageCategory() {
    return ImageCategoryPrediction.newBuilder()
        .setCategoryId(number())
        .setName(name())
        .setScore(score())
        .addAllAttributes(some(1_000, this::imageAttribute))
        .build();
  }

  private ImageAttributePrediction imageAttribute() {
    return ImageAttributePrediction.newBuilder()
        .setAttributeId(number())
        .setAttributeName(name())
        .setOptionId(number())
        .setOptionName(name())
        .setScore(score())
        .build();
  }

  private TimestampRange range() {
    return TimestampRange.newBuilder()
        .setTimestampStartUsInclusive(number())
        .setTimestampEndUsInclusive(number())
        .build();
  }

  private ScoredTimestampRange scoredRange() {
    return ScoredTimestampRange.newBuilder()
        .setTimestampStartUsInclusive(number())
        .setTimestampEndUsInclusive(number())
        .setScore(score())
        .build();
  }

  private VideoBboxObservation observation() {
    VideoBboxObservation.Builder seen =
        VideoBboxObservation.newBuilder().setTimestampMicroseconds(number());
    return random.nextInt(5) == 0 ? seen.build() : seen.setObservation(box()).build();
  }

  private BboxObservation box() {
    BboxObservation.Builder box = BboxObservation.newBuilder().setBboxScore(score());
    box.getNormalizedBboxBuilder().setX1(score()).setY1(-0.0).setX2(score()).setY2(score());
    return box.build();
  }

  private long number() {
    return random.nextInt(3) == 0 ? random.nextInt(100) : random.nextLong();
  }

  private double score() {
    return random.nextInt(10) == 0 ? -0.0 : random.nextDouble();
  }

  private String name() {
    int length =
        switch (random.nextInt(200)) {
          case 0 -> LONGEST_NAME;
          case 1 -> random.nextInt(LONGEST_NAME);
          default -> random.nextInt(12);
        };
    return random.nextInt(20) == 0 ? "é".repeat(length / 2) : "x".repeat(length);
  }

  /** Mostly few, sometimes very many. */
  private <T> List<T> some(int many, Supplier<T> one) {
    int count = random.nextInt(12) == 0 ? random.nextInt(many) : random.nextInt(5);
    return IntStream.range(0, count).mapToObj(_ -> one.get()).toList();
  }
}
