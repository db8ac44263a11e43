package ai.dragoneye.gateway.benchmarks.archives;

import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Attribute;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.ScoredRange;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.TimeRange;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The objects of a result, each made anew when it is asked for, so that large results need no
 * memory. Boxes walk at random; coordinates and scores are floats widened to doubles, as a detector
 * gives them out: that is what their compressed size depends on. The same shape gives the same
 * objects.
 */
public final class Tracks extends AbstractList<DetectedObject> {
  private static final long FRAME_US = 33_333;
  private static final double GAP_SHARE = 0.02;
  private static final double STEP = 0.004;

  private final ResultShape shape;

  /** The objects of a shape. */
  public Tracks(ResultShape shape) {
    this.shape = shape;
  }

  @Override
  public int size() {
    return shape.objects();
  }

  @Override
  public DetectedObject get(int index) {
    SplittableRandom random = new SplittableRandom(7L * index + shape.objects());
    int first = random.nextInt(shape.frames() - shape.observations() + 1);
    long start = first * FRAME_US;
    long end = (first + shape.observations() - 1) * FRAME_US;
    return new DetectedObject(
        index + 1L,
        List.of(new TimeRange(start, end)),
        observations(random, first),
        List.of(category(random, 0, start, end), category(random, 1, start, end)));
  }

  private List<Observation> observations(SplittableRandom random, int first) {
    List<Observation> observations = new ArrayList<>(shape.observations());
    double[] box = {random.nextDouble(0.7), random.nextDouble(0.7), 0, 0};
    double width = random.nextDouble(0.05, 0.3);
    double height = random.nextDouble(0.05, 0.3);
    for (int i = 0; i < shape.observations(); i++) {
      box[0] = step(random, box[0]);
      box[1] = step(random, box[1]);
      box[2] = box[0] + width + random.nextDouble(STEP);
      box[3] = box[1] + height + random.nextDouble(STEP);
      observations.add(new Observation((first + i) * FRAME_US, detection(random, box)));
    }
    return observations;
  }

  private static Optional<Detection> detection(SplittableRandom random, double[] box) {
    return random.nextDouble() < GAP_SHARE
        ? Optional.empty()
        : Optional.of(
            new Detection(
                single(box[0]), single(box[1]), single(box[2]), single(box[3]), score(random)));
  }

  private static double step(SplittableRandom random, double from) {
    return Math.clamp(from + random.nextDouble(-STEP, STEP), 0, 0.69);
  }

  private static Category category(SplittableRandom random, int rank, long start, long end) {
    long id = random.nextInt(40) * 2L + rank;
    return new Category(
        id,
        "category " + id,
        score(random) / (rank + 1),
        List.of(attribute(random, 0, start, end), attribute(random, 1, start, end)));
  }

  private static Attribute attribute(SplittableRandom random, int number, long start, long end) {
    int option = random.nextInt(8);
    long middle = start + (end - start) / 2;
    return new Attribute(
        number,
        number == 0 ? "colour" : "pose",
        option,
        "option " + option,
        List.of(
            new ScoredRange(start, middle, score(random)),
            new ScoredRange(middle + 1, end, score(random))));
  }

  private static double score(SplittableRandom random) {
    return single(random.nextDouble(0.3, 1));
  }

  private static double single(double value) {
    return (float) value;
  }
}
