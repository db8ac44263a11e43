package ai.dragoneye.gateway.simulator.archive;

import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Attribute;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.ScoredRange;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.TimeRange;
import java.util.List;

/** Lays objects out as rows of predictions.parquet. */
final class ObjectRows {
  private ObjectRows() {}

  static void write(DetectedObject object, RowWriter row) {
    row.number("object_id", object.objectId())
        .groups("timestamp_ranges", object.ranges(), ObjectRows::range)
        .groups("bbox_observations", object.observations(), ObjectRows::observation)
        .groups("categories", object.categories(), ObjectRows::category);
  }

  private static void range(TimeRange range, RowWriter fields) {
    fields
        .number("timestamp_start_us_inclusive", range.startUs())
        .number("timestamp_end_us_inclusive", range.endUs());
  }

  private static void observation(Observation observation, RowWriter fields) {
    fields.number("timestamp_microseconds", observation.timestampUs());
    observation.detection().ifPresent(detection -> detection(detection, fields));
  }

  private static void detection(Detection d, RowWriter fields) {
    fields
        .reals("normalized_bbox", List.of(d.x1(), d.y1(), d.x2(), d.y2()))
        .real("bbox_score", d.score());
  }

  private static void category(Category category, RowWriter fields) {
    fields
        .number("category_id", category.id())
        .text("name", category.name())
        .real("score", category.score())
        .groups("attributes", category.attributes(), ObjectRows::attribute);
  }

  private static void attribute(Attribute attribute, RowWriter fields) {
    fields
        .number("attribute_id", attribute.id())
        .text("attribute_name", attribute.name())
        .number("option_id", attribute.optionId())
        .text("option_name", attribute.optionName())
        .groups("timestamp_ranges", attribute.ranges(), ObjectRows::scoredRange);
  }

  private static void scoredRange(ScoredRange range, RowWriter fields) {
    fields
        .number("timestamp_start_us_inclusive", range.startUs())
        .number("timestamp_end_us_inclusive", range.endUs())
        .real("score", range.score());
  }
}
