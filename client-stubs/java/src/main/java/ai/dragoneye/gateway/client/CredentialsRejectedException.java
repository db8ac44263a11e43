package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The Dragoneye service refused the Dragoneye API key, be it the gateway's own or the one passed
 * through.
 */
public final class CredentialsRejectedException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  CredentialsRejectedException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
