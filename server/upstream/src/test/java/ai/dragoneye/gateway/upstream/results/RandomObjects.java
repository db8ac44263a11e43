package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Tracked objects in which everything happens that may, zeros of both signs and NaN above all. */
final class RandomObjects {
  private static final List<Double> ODD =
      List.of(Double.NaN, -0.0, 0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
  private static final List<String> NAMES = List.of("", "car", "é", "名", "a\0b", "x".repeat(200));

  private final Random random;

  RandomObjects(long seed) {
    this.random = new Random(seed);
  }

  /** At most so many, each with at most so many observations. */
  List<VideoDetectedObject> some(int maxObjects, int maxObservations) {
    return some(maxObjects, () -> one(random.nextInt(maxObservations + 1)));
  }

  /** One with exactly so many observations. */
  VideoDetectedObject one(int observations) {
    VideoDetectedObject.Builder object = VideoDetectedObject.newBuilder().setObjectId(id());
    object.addAllTimestampRanges(some(4, this::range));
    for (int i = 0; i < observations; i++) {
      object.addBboxObservations(observation());
    }
    return object.addAllCategories(some(4, this::category)).build();
  }

  private VideoBboxObservation observation() {
    VideoBboxObservation.Builder observation =
        VideoBboxObservation.newBuilder().setTimestampMicroseconds(time());
    if (random.nextInt(6) > 0) {
      observation.setObservation(
          BboxObservation.newBuilder()
              .setNormalizedBbox(
                  NormalizedBbox.newBuilder()
                      .setX1(real())
                      .setY1(real())
                      .setX2(real())
                      .setY2(real()))
              .setBboxScore(real()));
    }
    return observation.build();
  }

  private VideoCategoryPrediction category() {
    return VideoCategoryPrediction.newBuilder()
        .setCategoryId(random.nextInt(5))
        .setName(text())
        .setScore(real())
        .addAllAttributes(some(5, this::attribute))
        .build();
  }

  private VideoAttributePrediction attribute() {
    return VideoAttributePrediction.newBuilder()
        .setAttributeId(id())
        .setAttributeName(text())
        .setOptionId(id())
        .setOptionName(text())
        .addAllTimestampRanges(some(6, this::scoredRange))
        .build();
  }

  private TimestampRange range() {
    long start = time();
    return TimestampRange.newBuilder()
        .setTimestampStartUsInclusive(start)
        .setTimestampEndUsInclusive(start + random.nextInt(3_000))
        .build();
  }

  private ScoredTimestampRange scoredRange() {
    TimestampRange range = range();
    return ScoredTimestampRange.newBuilder()
        .setTimestampStartUsInclusive(range.getTimestampStartUsInclusive())
        .setTimestampEndUsInclusive(range.getTimestampEndUsInclusive())
        .setScore(real())
        .build();
  }

  private long time() {
    return 1_000L * random.nextInt(-1, 30);
  }

  private long id() {
    return random.nextBoolean() ? random.nextInt(3) : random.nextLong();
  }

  private double real() {
    int place = random.nextInt(30);
    return place < ODD.size() ? ODD.get(place) : random.nextDouble();
  }

  private String text() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private <T> List<T> some(int atMost, Supplier<T> one) {
    List<T> made = new ArrayList<>();
    for (int count = random.nextInt(atMost + 1); count > 0; count--) {
      made.add(one.get());
    }
    return made;
  }
}
