package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * No gateway could be reached, the connection was lost, or the gateway is full or shutting down.
 * Before repeating a prediction see {@link #predictSent()}.
 */
public final class GatewayUnavailableException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  GatewayUnavailableException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
