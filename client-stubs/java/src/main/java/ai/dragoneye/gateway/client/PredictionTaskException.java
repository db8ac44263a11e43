package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The prediction was refused or failed, or it is not known whether it was started; {@link
 * #predictSent()} tells.
 *
 * <p>SDK: {@code PredictionTaskError}.
 */
public final class PredictionTaskException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  PredictionTaskException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
