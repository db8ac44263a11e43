package ai.dragoneye.gateway.upstream.results;

/** The columns of an attribute that images and videos share, beside its time ranges. */
record AttributeColumns(
    LongColumn id, TextColumn name, LongColumn optionId, TextColumn optionName) {
  static AttributeColumns of(StructFields attribute) {
    return new AttributeColumns(
        attribute.longs("attribute_id"),
        attribute.texts("attribute_name"),
        attribute.longs("option_id"),
        attribute.texts("option_name"));
  }
}
