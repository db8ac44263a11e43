package ai.dragoneye.gateway.upstream;

/** The family of media a task is about, as the service's {@code prediction_type} tells. */
public enum MediaFamily {
  /** {@code "image"}. */
  IMAGE,
  /** {@code "video"}. */
  VIDEO,
  /** Anything else: a family this client does not know yet. */
  UNKNOWN
}
