package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * Too much was asked for, of the service or by this caller; {@link #retryDelay()} says when to come
 * back.
 */
public final class RateLimitedException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  RateLimitedException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
