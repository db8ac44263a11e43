package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The place where a result was to be continued does not belong to this task, filter or archive:
 * read it from its beginning.
 */
public final class ResumeTokenStaleException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  ResumeTokenStaleException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
