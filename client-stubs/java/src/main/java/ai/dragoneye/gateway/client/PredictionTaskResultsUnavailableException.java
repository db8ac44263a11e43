package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The results are not there yet, are broken, or exceed a bound.
 *
 * <p>SDK: {@code PredictionTaskResultsUnavailableError}.
 */
public final class PredictionTaskResultsUnavailableException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  PredictionTaskResultsUnavailableException(
      String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
