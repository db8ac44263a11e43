package ai.dragoneye.gateway.benchmarks.archives;

import java.util.List;
import java.util.Locale;

/**
 * How much there is in a result.
 *
 * @param caseName what it is called
 * @param observations of each object
 * @param frames of the video, 30 a second
 */
public record ResultShape(String caseName, int objects, int observations, int frames) {
  /** A short clip. */
  public static final ResultShape SMALL = new ResultShape("small", 6, 30, 60);

  /** Two minutes. */
  public static final ResultShape MEDIUM = new ResultShape("medium", 200, 120, 3_600);

  /** Two hours: more distinct timestamps than a dictionary page of parquet holds. */
  public static final ResultShape LARGE = new ResultShape("large", 5_000, 600, 216_000);

  /** All of the above, in order. */
  public static final List<ResultShape> ALL = List.of(SMALL, MEDIUM, LARGE);

  /** For people. */
  public String description() {
    return String.format(
        Locale.ROOT,
        "%,d objects × %d observations of a video of %,d s",
        objects,
        observations,
        frames / 30);
  }
}
