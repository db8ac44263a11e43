package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The prediction did not complete within the completion timeout. It goes on: watch it by its {@link
 * #taskId()}.
 *
 * <p>Not the call's deadline, which is a {@link DeadlineExceededException}. SDK: {@code
 * PredictionTimeoutException}.
 */
public final class PredictionTimeoutException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  PredictionTimeoutException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
