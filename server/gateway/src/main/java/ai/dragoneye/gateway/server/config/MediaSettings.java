package ai.dragoneye.gateway.server.config;

import ai.dragoneye.gateway.upstream.UpstreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of media.
 *
 * @param windowBytes queued per call before the caller is held back
 * @param stallTimeout how long a caller that was asked for media may send none, or one that is sent
 *     messages may take none
 * @param spool temporary files for media of undeclared size
 * @param batch calls that take many images
 */
public record MediaSettings(int windowBytes, Duration stallTimeout, Spool spool, Batch batch) {
  public MediaSettings {
    Require.positive("window_bytes", windowBytes);
    Require.positive("stall_timeout", stallTimeout);
  }

  /**
   * Calls that take many images.
   *
   * @param maxImagesInFlight images of one call between their start and their answer
   * @param maxImages images of one call in all
   */
  public record Batch(int maxImagesInFlight, int maxImages) {
    public Batch {
      Require.positive("max_images_in_flight", maxImagesInFlight);
      Require.positive("max_images", maxImages);
    }
  }

  /**
   * Temporary files.
   *
   * @param maxMediaBytes of one media
   * @param maxTotalBytes of all of them together
   * @param directory where they are made; null for the JVM's own choice
   */
  public record Spool(long maxMediaBytes, long maxTotalBytes, @Nullable Path directory) {
    public Spool {
      Require.positive("max_media_bytes", maxMediaBytes);
      Require.that(
          maxTotalBytes >= maxMediaBytes,
          "max_total_bytes",
          "must not be smaller than max_media_bytes");
    }

    /** The same for the upstream client. */
    public UpstreamSettings.Spool settings() {
      return new UpstreamSettings.Spool(
          directory == null ? UpstreamSettings.Spool.DEFAULT.directory() : directory,
          maxMediaBytes,
          maxTotalBytes);
    }
  }
}
