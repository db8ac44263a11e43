package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;

/** Reads the categories of an object in an image. */
final class ImageCategories {
  private final ListCursor categories;
  private final CategoryColumns category;
  private final ListCursor attributes;
  private final AttributeColumns attribute;
  private final ListCursor ranges;
  private final DoubleColumn rangeScore;
  private int rangeCount;
  private double maxScore;

  ImageCategories(StructFields root) {
    categories = root.list("categories");
    StructFields categoryFields = root.structsOf(categories);
    category = CategoryColumns.of(categoryFields);
    attributes = categoryFields.list("attributes");
    StructFields attributeFields = categoryFields.structsOf(attributes);
    attribute = AttributeColumns.of(attributeFields);
    ranges = attributeFields.list("timestamp_ranges");
    rangeScore = attributeFields.structsOf(ranges).doubles("score");
  }

  void readInto(ImageDetectedObject.Builder object) {
    categories.forEach(() -> object.addCategories(readCategory()));
  }

  private ImageCategoryPrediction readCategory() {
    ImageCategoryPrediction.Builder prediction =
        ImageCategoryPrediction.newBuilder()
            .setCategoryId(category.id().next())
            .setNameBytes(category.name().next())
            .setScore(category.score().next());
    attributes.forEach(() -> prediction.addAttributes(readAttribute()));
    return prediction.build();
  }

  private ImageAttributePrediction readAttribute() {
    return ImageAttributePrediction.newBuilder()
        .setAttributeId(attribute.id().next())
        .setAttributeNameBytes(attribute.name().next())
        .setOptionId(attribute.optionId().next())
        .setOptionNameBytes(attribute.optionName().next())
        .setScore(readScore())
        .build();
  }

  /** The maximum over the ranges, 0 where there is none. */
  private double readScore() {
    rangeCount = 0;
    ranges.forEach(this::readRange);
    return rangeCount == 0 ? 0.0 : maxScore;
  }

  private void readRange() {
    double score = rangeScore.next();
    maxScore = rangeCount == 0 ? score : Math.max(maxScore, score);
    rangeCount++;
  }
}
