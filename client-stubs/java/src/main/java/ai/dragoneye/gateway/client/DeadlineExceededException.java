package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The call's own deadline passed. With a {@link #taskId()} the prediction goes on and can be read
 * later.
 */
public final class DeadlineExceededException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  DeadlineExceededException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
