package ai.dragoneye.gateway.upstream.frames;

import java.nio.file.Path;

/**
 * What one frame view may take.
 *
 * <p>Memory is taken from what all results are decoded in: these are bounds of it for one view.
 *
 * @param sortMemoryBytes memory for sorting while the view is built, free again afterwards; at
 *     least 1 KiB. Less of it means more, and smaller, sorted runs to merge
 * @param cacheBytes memory in which a built view keeps what its objects are, for all of its readers
 *     together, byte for byte; what does not fit is read from disk for each frame
 * @param maxFileBytes size of all temporary files together beyond which the view is not built; an
 *     observation takes 56 bytes, twice of that while the view is built
 * @param directory where the files are made; they have no name there
 */
public record FrameSettings(
    int sortMemoryBytes, int cacheBytes, long maxFileBytes, Path directory) {
  private static final int MIN_SORT_MEMORY = 1 << 10;

  /** 16 MiB each to sort and to keep, 2 GiB of files in the JVM's directory for temporary files. */
  public static final FrameSettings DEFAULT =
      new FrameSettings(
          16 << 20, 16 << 20, 2L << 30, Path.of(System.getProperty("java.io.tmpdir")));

  public FrameSettings {
    require(sortMemoryBytes >= MIN_SORT_MEMORY, "sortMemoryBytes must be at least 1024");
    require(cacheBytes >= 0, "cacheBytes must not be negative");
    require(maxFileBytes > 0, "maxFileBytes must be at least 1");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
