package ai.dragoneye.gateway.cli;

/** The command line is wrong in a way that only shows when it is carried out. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
