package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;

/** Writes the categories of an object in an image; goes on where the piece before ended. */
final class ImageCategoryEncoder {
  private static final int CATEGORY = Wire.delimited(ImageDetectedObject.CATEGORIES_FIELD_NUMBER);
  private static final int ATTRIBUTE =
      Wire.delimited(ImageCategoryPrediction.ATTRIBUTES_FIELD_NUMBER);
  private static final int SCORE = Wire.fixed64(ImageAttributePrediction.SCORE_FIELD_NUMBER);

  private final ListColumns categories;
  private final CategoryColumns category;
  private final ListColumns attributes;
  private final AttributeColumns attribute;
  private final ListColumns ranges;
  private final DoubleColumn rangeScore;
  private int categoryIndex;
  private boolean inCategory;

  ImageCategoryEncoder(StructFields root) {
    categories = root.list("categories");
    StructFields categoryFields = root.structsOf(categories);
    category = CategoryColumns.of(categoryFields);
    attributes = categoryFields.list("attributes");
    StructFields attributeFields = categoryFields.structsOf(attributes);
    attribute = AttributeColumns.of(attributeFields);
    ranges = attributeFields.list("timestamp_ranges");
    rangeScore = attributeFields.structsOf(ranges).doubles("score");
  }

  int category() {
    return categoryIndex;
  }

  /** Stands before the first category of a row. */
  void begin() {
    categoryIndex = -1;
  }

  boolean write(PieceWriter piece) {
    while (inCategory || categories.next()) {
      if (!inCategory && !openCategory(piece)) {
        return false;
      }
      if (!writeAttributes(piece)) {
        return false;
      }
      inCategory = false;
      piece.close();
    }
    return true;
  }

  private boolean openCategory(PieceWriter piece) {
    inCategory = true;
    categoryIndex++;
    piece.out().ensure(WireBuffer.SCALAR_BYTES);
    piece.open(CATEGORY);
    category.write(piece.out());
    piece.endScalars();
    return piece.fits();
  }

  private boolean writeAttributes(PieceWriter piece) {
    WireBuffer out = piece.out();
    while (attributes.next()) {
      out.ensure(WireBuffer.SCALAR_BYTES);
      int start = out.begin(ATTRIBUTE);
      attribute.write(out);
      out.writeDouble(SCORE, nextScore());
      out.end(start);
      if (!piece.fits()) {
        return false;
      }
    }
    return true;
  }

  /** The bits of the maximum over the ranges, those of 0 where there is none. */
  private long nextScore() {
    if (!ranges.next()) {
      return 0;
    }
    double max = Double.longBitsToDouble(rangeScore.nextBits());
    while (ranges.next()) {
      max = Math.max(max, Double.longBitsToDouble(rangeScore.nextBits()));
    }
    return Double.doubleToRawLongBits(max);
  }
}
