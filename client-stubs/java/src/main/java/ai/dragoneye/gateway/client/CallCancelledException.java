package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The call was cancelled: by an interrupt of the calling thread (which is then still interrupted),
 * by closing its stream or the client, through the gRPC context it ran in, or by the gateway.
 */
public final class CallCancelledException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  CallCancelledException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
