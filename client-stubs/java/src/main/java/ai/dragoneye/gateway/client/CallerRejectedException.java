package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/** The gateway does not know the caller, or the caller may not do this: see to the token. */
public final class CallerRejectedException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  CallerRejectedException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
