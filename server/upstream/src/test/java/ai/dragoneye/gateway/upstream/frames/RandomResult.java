package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Attribute;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.ScoredRange;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Results in which everything happens that may: gap frames, empty frames, tracks out of order,
 * times that come twice or are not in the timeline, ranges that overlap or end before they start.
 */
final class RandomResult {
  private static final List<Double> ODD =
      List.of(Double.NaN, -0.0, 0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);

  private final Random random;
  private final int times;

  /**
   * @param times how many different times there are
   */
  RandomResult(long seed, int times) {
    this.random = new Random(seed);
    this.times = times;
  }

  /** An archive with at most so many objects, each with at most so many observations. */
  byte[] archive(int maxObjects, int maxObservations) {
    Optional<List<Long>> timeline =
        random.nextInt(4) == 0 ? Optional.empty() : Optional.of(some(2 * times, this::time));
    List<DetectedObject> objects = some(maxObjects, () -> object(maxObservations));
    return ArchiveWriter.write(new Predictions(objects, timeline));
  }

  private DetectedObject object(int maxObservations) {
    List<Observation> track = new ArrayList<>(some(maxObservations, this::observation));
    track.sort((one, other) -> Long.compare(one.timestampUs(), other.timestampUs()));
    if (random.nextInt(3) == 0) {
      Collections.shuffle(track, random);
    }
    return new DetectedObject(random.nextLong(), List.of(), track, some(4, this::category));
  }

  private Observation observation() {
    return random.nextInt(5) == 0
        ? new Observation(time(), Optional.empty())
        : new Observation(
            time(), Optional.of(new Detection(real(), real(), real(), real(), real())));
  }

  private Category category() {
    return new Category(random.nextInt(5), text(), real(), some(5, this::attribute));
  }

  private Attribute attribute() {
    return new Attribute(
        random.nextInt(3), text(), random.nextInt(3), text(), some(6, this::range));
  }

  private ScoredRange range() {
    long start = time();
    return new ScoredRange(start, start + random.nextInt(-1, 5) * 1_000L, real());
  }

  private long time() {
    return 1_000L * random.nextInt(-2, times);
  }

  private double real() {
    int place = random.nextInt(40);
    return place < ODD.size() ? ODD.get(place) : random.nextDouble();
  }

  private String text() {
    return "é".repeat(random.nextInt(3)) + random.nextInt(10);
  }

  private <T> List<T> some(int atMost, Supplier<T> one) {
    List<T> made = new ArrayList<>();
    for (int count = random.nextInt(atMost + 1); count > 0; count--) {
      made.add(one.get());
    }
    return made;
  }
}
