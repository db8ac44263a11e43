package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The Dragoneye service could not be reached or failed while a status or a result was asked for.
 * Reads are safe to repeat.
 */
public final class ServiceUnavailableException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  ServiceUnavailableException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
