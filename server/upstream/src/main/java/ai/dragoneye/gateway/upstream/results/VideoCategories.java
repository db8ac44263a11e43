package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;

/** Reads the categories of a tracked object. */
final class VideoCategories {
  private final ListCursor categories;
  private final CategoryColumns category;
  private final ListCursor attributes;
  private final AttributeColumns attribute;
  private final ListCursor ranges;
  private final RangeColumns range;
  private final DoubleColumn rangeScore;

  VideoCategories(StructFields root) {
    categories = root.list("categories");
    StructFields categoryFields = root.structsOf(categories);
    category = CategoryColumns.of(categoryFields);
    attributes = categoryFields.list("attributes");
    StructFields attributeFields = categoryFields.structsOf(attributes);
    attribute = AttributeColumns.of(attributeFields);
    ranges = attributeFields.list("timestamp_ranges");
    StructFields rangeFields = attributeFields.structsOf(ranges);
    range = RangeColumns.of(rangeFields);
    rangeScore = rangeFields.doubles("score");
  }

  void readInto(VideoDetectedObject.Builder object) {
    categories.forEach(() -> object.addCategories(readCategory()));
  }

  private VideoCategoryPrediction readCategory() {
    VideoCategoryPrediction.Builder prediction =
        VideoCategoryPrediction.newBuilder()
            .setCategoryId(category.id().next())
            .setNameBytes(category.name().next())
            .setScore(category.score().next());
    attributes.forEach(() -> prediction.addAttributes(readAttribute()));
    return prediction.build();
  }

  private VideoAttributePrediction readAttribute() {
    VideoAttributePrediction.Builder prediction =
        VideoAttributePrediction.newBuilder()
            .setAttributeId(attribute.id().next())
            .setAttributeNameBytes(attribute.name().next())
            .setOptionId(attribute.optionId().next())
            .setOptionNameBytes(attribute.optionName().next());
    ranges.forEach(() -> prediction.addTimestampRanges(readRange()));
    return prediction.build();
  }

  private ScoredTimestampRange readRange() {
    return ScoredTimestampRange.newBuilder()
        .setTimestampStartUsInclusive(range.start().next())
        .setTimestampEndUsInclusive(range.end().next())
        .setScore(rangeScore.next())
        .build();
  }
}
