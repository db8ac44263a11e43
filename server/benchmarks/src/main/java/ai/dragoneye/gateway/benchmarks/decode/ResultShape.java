package ai.dragoneye.gateway.benchmarks.decode;

import java.util.Locale;

/** How much there is in a result. */
enum ResultShape {
  SMALL(6, 30, 60),
  MEDIUM(200, 120, 3_600),
  /** Two hours: more distinct timestamps than a dictionary page of parquet holds. */
  LARGE(5_000, 600, 216_000);

  private final int objects;
  private final int observations;
  private final int frames;

  ResultShape(int objects, int observations, int frames) {
    this.objects = objects;
    this.observations = observations;
    this.frames = frames;
  }

  int objects() {
    return objects;
  }

  /** Of each object. */
  int observations() {
    return observations;
  }

  /** Of the video, 30 a second. */
  int frames() {
    return frames;
  }

  String caseName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return String.format(
        Locale.ROOT,
        "%,d objects × %d observations of a video of %,d s",
        objects,
        observations,
        frames / 30);
  }
}
