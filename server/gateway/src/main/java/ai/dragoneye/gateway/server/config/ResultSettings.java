package ai.dragoneye.gateway.server.config;

import ai.dragoneye.gateway.upstream.frames.FrameSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What reading results may take.
 *
 * @param idle archives that nobody reads at the moment
 * @param frames turning a video from objects into frames
 */
public record ResultSettings(Idle idle, Frames frames) {

  /**
   * Archives that nobody reads at the moment.
   *
   * @param maxBytes of all of them together
   * @param maxArchives how many
   * @param time how long after the last reader
   */
  public record Idle(long maxBytes, int maxArchives, Duration time) {
    public Idle {
      Require.that(maxBytes >= 0, "max_bytes", "must not be negative");
      Require.that(maxArchives >= 0, "max_archives", "must not be negative");
      Require.positive("time", time);
    }
  }

  /**
   * Turning a video from objects into frames.
   *
   * @param sortMemoryBytes memory to sort in, of that to decode in
   * @param cacheBytes memory to keep categories in, of that to decode in
   * @param maxFileBytes temporary files
   * @param directory where they are made; null for the JVM's own choice
   */
  public record Frames(
      int sortMemoryBytes, int cacheBytes, long maxFileBytes, @Nullable Path directory) {
    private static final int LEAST_SORT_MEMORY = 1024;

    public Frames {
      Require.that(
          sortMemoryBytes >= LEAST_SORT_MEMORY, "sort_memory_bytes", "must be at least 1KiB");
      Require.that(cacheBytes >= 0, "cache_bytes", "must not be negative");
      Require.positive("max_file_bytes", maxFileBytes);
    }

    /** The same for the frame views. */
    public FrameSettings settings() {
      return new FrameSettings(
          sortMemoryBytes,
          cacheBytes,
          maxFileBytes,
          directory == null ? FrameSettings.DEFAULT.directory() : directory);
    }
  }
}
