package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/** There is no such task, or not for this caller. */
public final class TaskNotFoundException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  TaskNotFoundException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
