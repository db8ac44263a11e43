package ai.dragoneye.gateway.cli;

/** Nobody reads standard output any more. */
final class OutputClosedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutputClosedException(Throwable cause) {
    super("standard output was closed", cause);
  }
}
