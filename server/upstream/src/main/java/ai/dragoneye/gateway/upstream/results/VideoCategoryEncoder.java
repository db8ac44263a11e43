package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;

/** Writes the categories of a tracked object; goes on where the piece before ended. */
final class VideoCategoryEncoder {
  private static final int CATEGORY = Wire.delimited(VideoDetectedObject.CATEGORIES_FIELD_NUMBER);
  private static final int ATTRIBUTE =
      Wire.delimited(VideoCategoryPrediction.ATTRIBUTES_FIELD_NUMBER);
  private static final int RANGE =
      Wire.delimited(VideoAttributePrediction.TIMESTAMP_RANGES_FIELD_NUMBER);
  private static final int SCORE = Wire.fixed64(ScoredTimestampRange.SCORE_FIELD_NUMBER);

  private final ListColumns categories;
  private final CategoryColumns category;
  private final ListColumns attributes;
  private final AttributeColumns attribute;
  private final ListColumns ranges;
  private final RangeColumns range;
  private final DoubleColumn rangeScore;
  private int categoryIndex;
  private int attributeIndex;
  private boolean inCategory;
  private boolean inAttribute;

  VideoCategoryEncoder(StructFields root) {
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

  int category() {
    return categoryIndex;
  }

  int attribute() {
    return attributeIndex;
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
    attributeIndex = -1;
    piece.out().ensure(WireBuffer.SCALAR_BYTES);
    piece.open(CATEGORY);
    category.write(piece.out());
    piece.endScalars();
    return piece.fits();
  }

  private boolean writeAttributes(PieceWriter piece) {
    while (inAttribute || attributes.next()) {
      if (!inAttribute && !openAttribute(piece)) {
        return false;
      }
      if (!writeRanges(piece)) {
        return false;
      }
      inAttribute = false;
      piece.close();
    }
    return true;
  }

  private boolean openAttribute(PieceWriter piece) {
    inAttribute = true;
    attributeIndex++;
    piece.out().ensure(WireBuffer.SCALAR_BYTES);
    piece.open(ATTRIBUTE);
    attribute.write(piece.out());
    piece.endScalars();
    return piece.fits();
  }

  private boolean writeRanges(PieceWriter piece) {
    WireBuffer out = piece.out();
    while (ranges.next()) {
      out.ensure(WireBuffer.SCALAR_BYTES);
      int start = out.begin(RANGE);
      range.write(out);
      out.writeDouble(SCORE, rangeScore.nextBits());
      out.endShort(start);
      if (!piece.fits()) {
        return false;
      }
    }
    return true;
  }
}
