package ai.dragoneye.gateway.upstream.retry;

import ai.dragoneye.gateway.upstream.UpstreamException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended, where it did not simply fail for good (which is an {@link
 * UpstreamException}).
 *
 * @param <T> what a successful attempt gives
 */
public sealed interface Outcome<T> {
  /** It succeeded. */
  record Done<T>(T value) implements Outcome<T> {}

  /**
   * The other side was busy: it told this key, or everybody, to slow down.
   *
   * @param retryAfter when it wants to be asked again, or null
   * @param failure what to fail with once there is no attempt left, told what wait to suggest
   */
  record Throttled<T>(@Nullable Duration retryAfter, Function<Duration, UpstreamException> failure)
      implements Outcome<T> {}

  /**
   * The other side was not there or in trouble, and repeating is harmless.
   *
   * @param retryAfter when it wants to be asked again, or null
   * @param failure what to fail with once there is no attempt left, told what wait to suggest
   */
  record Unavailable<T>(
      @Nullable Duration retryAfter, Function<Duration, UpstreamException> failure)
      implements Outcome<T> {}
}
