package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.server.failure.FieldViolation;
import org.jspecify.annotations.Nullable;

/** How large a chunk may be. */
final class ChunkSize {
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private ChunkSize() {}

  /**
   * What is wrong with a chunk of {@code bytes}, or null.
   *
   * @param toEnd what to do where the media ends
   */
  static @Nullable FieldViolation violation(int bytes, String toEnd) {
    if (bytes == 0) {
      return new FieldViolation(
          "chunk", "is empty; send at least 1 byte, and " + toEnd + " where the media ends");
    }
    if (bytes > MAX_BYTES) {
      return new FieldViolation(
          "chunk", "has " + bytes + " bytes; send at most " + MAX_BYTES + " at a time");
    }
    return null;
  }
}
