package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The gateway failed by a bug; its entry {@code incident} in {@link #metadata()} leads to the
 * gateway's log.
 */
public final class GatewayInternalException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  GatewayInternalException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
