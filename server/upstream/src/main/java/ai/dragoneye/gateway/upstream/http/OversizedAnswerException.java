package ai.dragoneye.gateway.upstream.http;

/** An answer is longer than anything that would make sense. */
public final class OversizedAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OversizedAnswerException(int maxBytes) {
    super("the answer is longer than " + maxBytes + " bytes");
  }
}
