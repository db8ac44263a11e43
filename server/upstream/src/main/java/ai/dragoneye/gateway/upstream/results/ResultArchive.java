package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import org.jspecify.annotations.Nullable;

/**
 * A downloaded result. Failures are {@link ai.dragoneye.gateway.upstream.UpstreamException}s
 * carrying ResultsCorrupt or ResultsTooLarge. Not thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ResultArchive implements AutoCloseable {
  private final ByteSource bytes;

  private ResultArchive(ByteSource bytes) {
    this.bytes = bytes;
  }

  public static ResultArchive open(
      ByteSource bytes, @Nullable String originalFileName, @Nullable String framesPerSecond) {
    return new ResultArchive(bytes);
  }

  /** File name given with the media, or null. */
  public @Nullable String originalFileName() {
    throw new UnsupportedOperationException();
  }

  /** Frames sampled per second of video. */
  public int framesPerSecond() {
    throw new UnsupportedOperationException();
  }

  /**
   * Timestamps of every processed frame in microseconds, ascending; empty where the archive has no
   * timeline.
   */
  public long[] frameTimestamps() {
    throw new UnsupportedOperationException();
  }

  /** The objects of an image, one at a time in the archive's order. */
  public ObjectReader<ImageDetectedObject> imageObjects() {
    throw new UnsupportedOperationException();
  }

  /** The objects of a video, one at a time in the archive's order. */
  public ObjectReader<VideoDetectedObject> videoObjects() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    bytes.close();
  }
}
