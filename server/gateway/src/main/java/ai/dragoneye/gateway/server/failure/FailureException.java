package ai.dragoneye.gateway.server.failure;

/** Carries a {@link Failure} up the stack. */
public final class FailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public FailureException(Failure failure) {
    // An expected end of a call: nobody reads its stack.
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  /** What went wrong. */
  public Failure failure() {
    return failure;
  }
}
