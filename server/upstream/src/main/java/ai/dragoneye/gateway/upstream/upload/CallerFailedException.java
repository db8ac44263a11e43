package ai.dragoneye.gateway.upstream.upload;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;

/** The publisher of the media, or the listener of its progress, failed: not the store. */
final class CallerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Throwable thrown;

  CallerFailedException(Throwable thrown) {
    super(thrown);
    this.thrown = thrown;
  }

  /** The caller's own exception where it can be thrown as it is. */
  RuntimeException asCallerKnowsIt() {
    if (thrown instanceof RuntimeException ofCaller) {
      return ofCaller;
    }
    return new UpstreamException(
        new UpstreamFailure.UploadFailed("The media could not be read", null), thrown);
  }
}
