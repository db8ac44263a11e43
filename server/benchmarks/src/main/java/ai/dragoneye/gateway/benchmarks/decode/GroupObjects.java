package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;

/** From parquet-java's example rows to messages. */
final class GroupObjects {
  private static final int ELEMENT = 0;

  private GroupObjects() {}

  static VideoDetectedObject object(Group row) {
    VideoDetectedObject.Builder object =
        VideoDetectedObject.newBuilder().setObjectId(row.getLong("object_id", 0));
    forEach(row, "timestamp_ranges", range -> object.addTimestampRanges(range(range)));
    forEach(row, "bbox_observations", seen -> object.addBboxObservations(observation(seen)));
    forEach(row, "categories", category -> object.addCategories(category(category)));
    return object.build();
  }

  private static void forEach(Group row, String field, Consumer<Group> element) {
    if (row.getFieldRepetitionCount(field) == 0) {
      return;
    }
    Group list = row.getGroup(field, 0);
    int count = list.getFieldRepetitionCount(ELEMENT);
    for (int i = 0; i < count; i++) {
      element.accept(list.getGroup(ELEMENT, i).getGroup(ELEMENT, 0));
    }
  }

  private static TimestampRange range(Group range) {
    return TimestampRange.newBuilder()
        .setTimestampStartUsInclusive(range.getLong("timestamp_start_us_inclusive", 0))
        .setTimestampEndUsInclusive(range.getLong("timestamp_end_us_inclusive", 0))
        .build();
  }

  private static VideoBboxObservation observation(Group seen) {
    VideoBboxObservation.Builder observation =
        VideoBboxObservation.newBuilder()
            .setTimestampMicroseconds(seen.getLong("timestamp_microseconds", 0));
    if (seen.getFieldRepetitionCount("normalized_bbox") > 0) {
      observation.setObservation(
          BboxObservation.newBuilder()
              .setNormalizedBbox(box(seen.getGroup("normalized_bbox", 0)))
              .setBboxScore(seen.getDouble("bbox_score", 0)));
    }
    return observation.build();
  }

  private static NormalizedBbox box(Group list) {
    return NormalizedBbox.newBuilder()
        .setX1(coordinate(list, 0))
        .setY1(coordinate(list, 1))
        .setX2(coordinate(list, 2))
        .setY2(coordinate(list, 3))
        .build();
  }

  private static double coordinate(Group list, int index) {
    return list.getGroup(ELEMENT, index).getDouble(ELEMENT, 0);
  }

  private static VideoCategoryPrediction category(Group category) {
    VideoCategoryPrediction.Builder message =
        VideoCategoryPrediction.newBuilder()
            .setCategoryId(category.getLong("category_id", 0))
            .setName(category.getString("name", 0))
            .setScore(category.getDouble("score", 0));
    forEach(category, "attributes", attribute -> message.addAttributes(attribute(attribute)));
    return message.build();
  }

  private static VideoAttributePrediction attribute(Group attribute) {
    VideoAttributePrediction.Builder message =
        VideoAttributePrediction.newBuilder()
            .setAttributeId(attribute.getLong("attribute_id", 0))
            .setAttributeName(attribute.getString("attribute_name", 0))
            .setOptionId(attribute.getLong("option_id", 0))
            .setOptionName(attribute.getString("option_name", 0));
    forEach(attribute, "timestamp_ranges", range -> message.addTimestampRanges(scored(range)));
    return message.build();
  }

  private static ScoredTimestampRange scored(Group range) {
    return ScoredTimestampRange.newBuilder()
        .setTimestampStartUsInclusive(range.getLong("timestamp_start_us_inclusive", 0))
        .setTimestampEndUsInclusive(range.getLong("timestamp_end_us_inclusive", 0))
        .setScore(range.getDouble("score", 0))
        .build();
  }
}
