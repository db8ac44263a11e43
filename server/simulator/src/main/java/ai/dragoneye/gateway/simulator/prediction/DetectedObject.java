package ai.dragoneye.gateway.simulator.prediction;

import java.util.List;
import java.util.Optional;

/**
 * One tracked object, as one row of predictions.parquet. Times are microseconds from the start of
 * the media; an image has only time 0.
 *
 * @param objectId its id
 * @param ranges when it is there
 * @param observations where it is, one for each processed frame of its life
 * @param categories what it is, most likely first
 */
public record DetectedObject(
    long objectId,
    List<TimeRange> ranges,
    List<Observation> observations,
    List<Category> categories) {

  /** A span of time, both ends included. */
  public record TimeRange(long startUs, long endUs) {}

  /** A span of time and the score something held over it. */
  public record ScoredRange(long startUs, long endUs, double score) {}

  /** A frame of its life; without a detection it is a gap frame. */
  public record Observation(long timestampUs, Optional<Detection> detection) {}

  /** A box, its edges from 0 to 1, and the detector's confidence. */
  public record Detection(double x1, double y1, double x2, double y2, double score) {}

  /** One thing it may be. */
  public record Category(long id, String name, double score, List<Attribute> attributes) {}

  /** The option of an attribute that held over some ranges of its life. */
  public record Attribute(
      long id, String name, long optionId, String optionName, List<ScoredRange> ranges) {}
}
