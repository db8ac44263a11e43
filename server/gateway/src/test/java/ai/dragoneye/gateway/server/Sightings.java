package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Attribute;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.ScoredRange;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.TimeRange;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Results to be told apart by their values: every score is another one. Frame n is at n ms. */
final class Sightings {
  private static final long MICROS = 1_000;

  private Sightings() {}

  /**
   * A video of some frames with what may be in one: gaps, an object never seen, one without
   * categories, a long track, an attribute of many ranges.
   */
  static Predictions video() {
    int frames = 12_000;
    return new Predictions(
        List.of(
            track(1, 0, 5, category(11, "car", 0.9), category(12, "van", 0.2)),
            new DetectedObject(2, List.of(), List.of(), List.of()),
            track(3, 3, frames, category(11, "car", 0.4)),
            track(4, 2, 4, category(13, "bus", 0.8, attribute(30_000))),
            track(5, 4, 5),
            track(6, 9, 12, category(12, "van", 0.7))),
        Optional.of(timeline(frames)));
  }

  /** An image with a few objects, the third of which has more attributes than go into a part. */
  static Predictions image() {
    Attribute[] attributes =
        IntStream.range(0, 8_000)
            .mapToObj(
                id ->
                    new Attribute(
                        id, "attribute", id, "option " + id, List.of(scored(0, id / 8_000.0))))
            .toArray(Attribute[]::new);
    return new Predictions(
        List.of(
            track(1, 0, 1, category(11, "car", 0.9), category(12, "van", 0.2)),
            track(2, 0, 1),
            track(3, 0, 1, category(13, "bus", 0.8, attributes), category(11, "car", 0.1)),
            track(4, 0, 1, category(12, "van", 0.7, attributes[5]))),
        Optional.empty());
  }

  /** A track each frame of which takes several parts: a category with very many attributes. */
  static DetectedObject crowded(long id, int start, int end, int attributes) {
    return track(
        id,
        start,
        end,
        category(11, "car", 0.4),
        category(12, "van", 0.3, lasting(attributes)),
        category(14, "cab", 0.3, lasting(attributes)));
  }

  private static Attribute[] lasting(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            id ->
                new Attribute(
                    id,
                    "attribute",
                    id,
                    "option " + id,
                    List.of(new ScoredRange(0, Long.MAX_VALUE, 1.0 / (id + 1)))))
        .toArray(Attribute[]::new);
  }

  static Category category(long id, String name, double score, Attribute... attributes) {
    return new Category(id, name, score, List.of(attributes));
  }

  static List<Long> timeline(int frames) {
    return LongStream.range(0, frames).map(frame -> frame * MICROS).boxed().toList();
  }

  /** An object that is seen from one frame to before another; every third frame is a gap. */
  static DetectedObject track(long id, int start, int end, Category... categories) {
    List<Observation> seen =
        IntStream.range(start, end)
            .mapToObj(
                frame ->
                    new Observation(
                        frame * MICROS,
                        frame % 3 == 2 ? Optional.empty() : Optional.of(box(id, frame))))
            .toList();
    return new DetectedObject(
        id, List.of(new TimeRange(start * MICROS, (end - 1) * MICROS)), seen, List.of(categories));
  }

  private static Detection box(long id, int frame) {
    double x = 1.0 / (frame + 3);
    return new Detection(x, x / id, 1 - x, 1, x / 7);
  }

  private static Attribute attribute(int ranges) {
    return new Attribute(
        21,
        "colour",
        22,
        "red",
        IntStream.range(0, ranges)
            .mapToObj(range -> scored(range * MICROS, 1.0 / (range + 1)))
            .toList());
  }

  private static ScoredRange scored(long time, double score) {
    return new ScoredRange(time, time, score);
  }
}
