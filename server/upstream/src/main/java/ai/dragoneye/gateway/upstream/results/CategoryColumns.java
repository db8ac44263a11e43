package ai.dragoneye.gateway.upstream.results;

/** The columns of a category that images and videos share, beside its attributes. */
record CategoryColumns(LongColumn id, TextColumn name, DoubleColumn score) {
  static CategoryColumns of(StructFields category) {
    return new CategoryColumns(
        category.longs("category_id"), category.texts("name"), category.doubles("score"));
  }
}
