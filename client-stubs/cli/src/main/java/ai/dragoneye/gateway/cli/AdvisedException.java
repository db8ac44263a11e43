package ai.dragoneye.gateway.cli;

/** A failure together with what to do now, for people. */
final class AdvisedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RuntimeException failure;
  private final String advice;

  AdvisedException(RuntimeException failure, String advice) {
    super(failure);
    this.failure = failure;
    this.advice = advice;
  }

  RuntimeException failure() {
    return failure;
  }

  String advice() {
    return advice;
  }
}
