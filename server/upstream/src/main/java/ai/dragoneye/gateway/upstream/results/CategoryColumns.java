package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.ImageCategoryPrediction;

/** The columns of a category that images and videos share, beside its attributes. */
record CategoryColumns(LongColumn id, TextColumn name, DoubleColumn score) {
  private static final int ID = Wire.varint(ImageCategoryPrediction.CATEGORY_ID_FIELD_NUMBER);
  private static final int NAME = Wire.delimited(ImageCategoryPrediction.NAME_FIELD_NUMBER);
  private static final int SCORE = Wire.fixed64(ImageCategoryPrediction.SCORE_FIELD_NUMBER);

  static CategoryColumns of(StructFields category) {
    return new CategoryColumns(
        category.longs("category_id"), category.texts("name"), category.doubles("score"));
  }

  /** Writes its fields, which a VideoCategoryPrediction has too. */
  void write(WireBuffer out) {
    out.writeLong(ID, id.next());
    out.writeText(NAME, name.name());
    name.consume();
    out.ensure(WireBuffer.SCALAR_BYTES);
    out.writeDouble(SCORE, score.nextBits());
  }
}
