package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Attribute;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.ScoredRange;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.v1.BboxObservation;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Ten minutes of 5,000 objects, each seen in 600 of 18,000 frames: three million observations. */
final class LargeResult extends AbstractList<DetectedObject> {
  static final int OBJECTS = 5_000;
  static final int TRACK = 600;
  static final int FRAMES = 18_000;
  private static final long INTERVAL = 33_333;
  private static final int GAP_EVERY = 50;

  static byte[] archive() {
    List<Long> timeline = LongStream.range(0, FRAMES).mapToObj(frame -> frame * INTERVAL).toList();
    return ArchiveWriter.write(new Predictions(new LargeResult(), Optional.of(timeline)));
  }

  /** A number of each observation; their sum is the same in any order. */
  static long fingerprint(long objectIndex, long timestamp, String option, double x1) {
    long mixed = objectIndex * 0x9E3779B97F4A7C15L + timestamp;
    mixed = (mixed ^ mixed >>> 31) * 0xBF58476D1CE4E5B9L + option.hashCode();
    return (mixed ^ mixed >>> 27) * 31 + Double.doubleToRawLongBits(x1);
  }

  /** What the fingerprints of all observations sum up to. */
  long fingerprint() {
    return IntStream.range(0, OBJECTS).mapToLong(this::fingerprintOf).sum();
  }

  private long fingerprintOf(int index) {
    DetectedObject object = get(index);
    List<Attribute> options = object.categories().getFirst().attributes();
    long sum = 0;
    for (Observation seen : object.observations()) {
      long time = seen.timestampUs();
      String option =
          options.stream()
              .filter(each -> each.ranges().getFirst().startUs() <= time)
              .filter(each -> time <= each.ranges().getFirst().endUs())
              .map(Attribute::optionName)
              .findFirst()
              .orElse("");
      sum += fingerprint(index, time, option, seen.detection().map(Detection::x1).orElse(-1.0));
    }
    return sum;
  }

  static double x1(Optional<BboxObservation> seen) {
    return seen.map(box -> box.getNormalizedBbox().getX1()).orElse(-1.0);
  }

  @Override
  public int size() {
    return OBJECTS;
  }

  @Override
  public DetectedObject get(int index) {
    Random random = new Random(index);
    long first = random.nextInt(FRAMES - TRACK) * INTERVAL;
    List<Observation> track =
        IntStream.range(0, TRACK)
            .mapToObj(
                place ->
                    new Observation(
                        first + place * INTERVAL,
                        place % GAP_EVERY == 1 ? Optional.empty() : Optional.of(detection(random))))
            .toList();
    return new DetectedObject(1_000_000L + index, List.of(), track, List.of(category(first)));
  }

  /** The precision of a float, as models have it. */
  private static Detection detection(Random random) {
    return new Detection(
        random.nextFloat(),
        random.nextFloat(),
        random.nextFloat(),
        random.nextFloat(),
        random.nextFloat());
  }

  /** Nothing is known of the pose for the first half of the track, then it changes once. */
  private static Category category(long first) {
    long half = first + TRACK / 2 * INTERVAL;
    long end = first + TRACK * INTERVAL;
    long change = (half + end) / 2;
    return new Category(
        7,
        "person",
        0.9,
        List.of(
            pose(1, "standing", new ScoredRange(half, change - 1, 0.8)),
            pose(2, "walking", new ScoredRange(change, end, 0.7))));
  }

  private static Attribute pose(long option, String name, ScoredRange range) {
    return new Attribute(3, "pose", option, name, List.of(range));
  }
}
