package ai.dragoneye.gateway.simulator.sdk;

import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Attribute;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator's predictions in the shape in which the SDK returns them. */
final class SdkView {
  private SdkView() {}

  static JsonNode imageObjects(Predictions predictions) {
    return json(predictions.objects().stream().map(SdkView::imageObject).toList());
  }

  static JsonNode videoObjects(Predictions predictions) {
    return json(predictions.objects().stream().map(SdkView::videoObject).toList());
  }

  static JsonNode frameTimestamps(Predictions predictions) {
    return json(predictions.frameTimestamps().orElseThrow());
  }

  /** Numbers come out as they do when the SDK's output is read. */
  private static JsonNode json(Object value) {
    return JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(value));
  }

  private static Map<String, Object> imageObject(DetectedObject object) {
    Detection only = object.observations().getFirst().detection().orElseThrow();
    return Map.of(
        "object_id", object.objectId(),
        "bbox_observation", detection(only),
        "categories", object.categories().stream().map(c -> category(c, true)).toList());
  }

  private static Map<String, Object> videoObject(DetectedObject object) {
    return Map.of(
        "object_id", object.objectId(),
        "timestamp_ranges",
            object.ranges().stream().map(r -> range(r.startUs(), r.endUs())).toList(),
        "bbox_observations", object.observations().stream().map(SdkView::observation).toList(),
        "categories", object.categories().stream().map(c -> category(c, false)).toList());
  }

  private static Map<String, Object> range(long startUs, long endUs) {
    return Map.of("timestamp_start_us_inclusive", startUs, "timestamp_end_us_inclusive", endUs);
  }

  private static Map<String, @Nullable Object> observation(Observation observation) {
    Map<String, @Nullable Object> view = new HashMap<>();
    view.put("timestamp_microseconds", observation.timestampUs());
    view.put("observation", observation.detection().map(SdkView::detection).orElse(null));
    return view;
  }

  private static Map<String, Object> detection(Detection d) {
    return Map.of(
        "normalized_bbox", List.of(d.x1(), d.y1(), d.x2(), d.y2()), "bbox_score", d.score());
  }

  private static Map<String, Object> category(Category category, boolean image) {
    return Map.of(
        "category_id", category.id(),
        "name", category.name(),
        "score", category.score(),
        "attributes", category.attributes().stream().map(a -> attribute(a, image)).toList());
  }

  private static Map<String, Object> attribute(Attribute attribute, boolean image) {
    Map<String, Object> view = new HashMap<>();
    view.put("attribute_id", attribute.id());
    view.put("attribute_name", attribute.name());
    view.put("option_id", attribute.optionId());
    view.put("option_name", attribute.optionName());
    if (image) {
      view.put("score", attribute.ranges().getFirst().score());
    } else {
      view.put(
          "timestamp_ranges",
          attribute.ranges().stream()
              .map(
                  r -> {
                    Map<String, Object> scored = new HashMap<>(range(r.startUs(), r.endUs()));
                    scored.put("score", r.score());
                    return scored;
                  })
              .toList());
    }
    return view;
  }
}
