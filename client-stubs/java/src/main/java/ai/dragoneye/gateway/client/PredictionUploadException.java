package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * The media did not reach the object store: it was refused, is too large, is not what was declared,
 * or the store failed. Nothing was predicted.
 *
 * <p>SDK: {@code PredictionUploadError}.
 */
public final class PredictionUploadException extends DragoneyeException {
  private static final long serialVersionUID = 1;

  PredictionUploadException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, failure, cause);
  }
}
