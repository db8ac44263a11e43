package ai.dragoneye.gateway.upstream;

import org.jspecify.annotations.Nullable;

/**
 * Carries an {@link UpstreamFailure} up the stack. The cause is for the log and never leaves the
 * process.
 */
public final class UpstreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient UpstreamFailure failure;

  public UpstreamException(UpstreamFailure failure) {
    this(failure, null);
  }

  public UpstreamException(UpstreamFailure failure, @Nullable Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** What went wrong. */
  public UpstreamFailure failure() {
    return failure;
  }
}
