package ai.dragoneye.gateway.server.config;

/** A setting whose value cannot be. */
final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String demand;

  InvalidSettingException(String key, String demand) {
    super(key + " " + demand);
    this.key = key;
    this.demand = demand;
  }

  String key() {
    return key;
  }

  String demand() {
    return demand;
  }
}
