package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The request is wrong: a field, the family of the media, or a token that does not fit. {@link
 * #fieldViolations()} names the fields.
 *
 * <p>SDK: {@code ValueError}.
 */
public final class InvalidRequestException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  InvalidRequestException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
