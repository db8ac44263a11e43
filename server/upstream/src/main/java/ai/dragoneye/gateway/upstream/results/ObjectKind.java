package ai.dragoneye.gateway.upstream.results;

import java.util.function.Function;

/** What the rows of a result are objects of. */
enum ObjectKind {
  VIDEO(VideoEncoder::new, true),
  IMAGE(ImageEncoder::new, false);

  private final Function<TableColumns, ObjectEncoder> encoder;
  private final boolean timed;

  ObjectKind(Function<TableColumns, ObjectEncoder> encoder, boolean timed) {
    this.encoder = encoder;
    this.timed = timed;
  }

  ObjectEncoder encoderOf(TableColumns columns) {
    return encoder.apply(columns);
  }

  /** Whether the objects have time ranges to filter by. */
  boolean isTimed() {
    return timed;
  }
}
