package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.ImageAttributePrediction;

/** The columns of an attribute that images and videos share, beside its time ranges. */
record AttributeColumns(
    LongColumn id, TextColumn name, LongColumn optionId, TextColumn optionName) {
  private static final int ID = Wire.varint(ImageAttributePrediction.ATTRIBUTE_ID_FIELD_NUMBER);
  private static final int NAME =
      Wire.delimited(ImageAttributePrediction.ATTRIBUTE_NAME_FIELD_NUMBER);
  private static final int OPTION_ID = Wire.varint(ImageAttributePrediction.OPTION_ID_FIELD_NUMBER);
  private static final int OPTION_NAME =
      Wire.delimited(ImageAttributePrediction.OPTION_NAME_FIELD_NUMBER);

  static AttributeColumns of(StructFields attribute) {
    return new AttributeColumns(
        attribute.longs("attribute_id"),
        attribute.texts("attribute_name"),
        attribute.longs("option_id"),
        attribute.texts("option_name"));
  }

  /** Writes its fields, which a VideoAttributePrediction has too. */
  void write(WireBuffer out) {
    out.writeLong(ID, id.next());
    out.writeText(NAME, name.name());
    name.consume();
    out.ensure(WireBuffer.SCALAR_BYTES);
    out.writeLong(OPTION_ID, optionId.next());
    out.writeText(OPTION_NAME, optionName.name());
    optionName.consume();
    out.ensure(WireBuffer.SCALAR_BYTES);
  }
}
