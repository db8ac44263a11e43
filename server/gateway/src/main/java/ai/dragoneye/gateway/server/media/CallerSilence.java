package ai.dragoneye.gateway.server.media;

import org.jspecify.annotations.Nullable;

/** Tells for how long a caller has owed a message. */
public interface CallerSilence {
  /**
   * When the caller was last asked for a message that has not come yet, on the scale of {@link
   * System#nanoTime()}; null while the wait is not for the caller.
   */
  @Nullable Long waitingSinceNanos();
}
