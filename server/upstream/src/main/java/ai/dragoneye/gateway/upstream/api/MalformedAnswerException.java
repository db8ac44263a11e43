package ai.dragoneye.gateway.upstream.api;

/** An answer says success and does not hold what it has to. */
final class MalformedAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedAnswerException(String message) {
    super(message);
  }
}
