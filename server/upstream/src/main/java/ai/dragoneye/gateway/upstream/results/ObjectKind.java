package ai.dragoneye.gateway.upstream.results;

/** What the rows of a result are objects of. */
enum ObjectKind {
  VIDEO,
  IMAGE;

  ObjectEncoder encoderOf(TableColumns columns) {
    return switch (this) {
      case VIDEO -> new VideoEncoder(columns);
      case IMAGE -> new ImageEncoder(columns);
    };
  }

  /** Whether the objects have time ranges to filter by. */
  boolean isTimed() {
    return this == VIDEO;
  }
}
