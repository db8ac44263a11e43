package ai.dragoneye.gateway.simulator.multipart;

/** A body that is not the multipart/form-data it claims to be; the message says why. */
public final class MalformedMultipartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /** Says what is wrong. */
  public MalformedMultipartException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong. */
  public String reason() {
    return reason;
  }
}
