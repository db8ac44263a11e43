package ai.dragoneye.gateway.server.config;

/**
 * A configuration that cannot be used. The message is one line for people: where, what, and what to
 * do.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
