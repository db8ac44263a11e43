package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The task could not be created: the service refused it, or was not available. Nothing was
 * predicted.
 *
 * <p>SDK: {@code PredictionTaskBeginError}.
 */
public final class PredictionTaskBeginException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  PredictionTaskBeginException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
