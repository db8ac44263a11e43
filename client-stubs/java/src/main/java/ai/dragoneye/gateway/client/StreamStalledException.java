package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/** The media did not move for the gateway's stall timeout: this side stopped sending or reading. */
public final class StreamStalledException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  StreamStalledException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
