package ai.dragoneye.gateway.upstream;

import java.time.Duration;
import java.util.Map;

/**
 * Hears what the client does, for metrics and traces. Methods are called by the thread that called
 * the client where nothing else is said; they must neither block nor throw.
 */
public interface UpstreamObserver {
  /** Hears nothing. */
  UpstreamObserver NONE = new UpstreamObserver() {};

  /** Headers of the trace that the API call about to be made is part of. None go to a store. */
  default Map<String, String> traceHeaders() {
    return Map.of();
  }

  /** An attempt is over. */
  default void attempted(UpstreamAttempt attempt) {}

  /** A step is attempted once more, because the last attempt ended with {@code cause}. */
  default void repeated(UpstreamStep step, UpstreamAttempt.Result cause) {}

  /** So many bytes of media more were written to an object store. On an event loop. */
  default void uploaded(long bytes) {}

  /** A result, or as much of it as was wanted, was decoded in {@code time}. By any thread. */
  default void decoded(Duration time) {}
}
