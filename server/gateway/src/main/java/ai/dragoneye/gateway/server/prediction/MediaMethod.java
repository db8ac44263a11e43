package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.upstream.MediaFamily;

/** What each method that takes media allows in its config. */
public enum MediaMethod {
  PREDICT_IMAGE("config", "image/*"),
  PREDICT_VIDEO("config", "video/*"),
  PREDICT_IMAGES("start.config", "image/*"),
  SUBMIT_PREDICTION("config", "image/* or video/*");

  private final String configPath;
  private final String expected;

  MediaMethod(String configPath, String expected) {
    this.configPath = configPath;
    this.expected = expected;
  }

  /** Where the config stands in the request. */
  String configPath() {
    return configPath;
  }

  boolean takes(MediaFamily family) {
    return switch (family) {
      case IMAGE -> this != PREDICT_VIDEO;
      case VIDEO -> this == PREDICT_VIDEO || this == SUBMIT_PREDICTION;
      case UNKNOWN -> false;
    };
  }

  /** Whether it streams results, so that a filter makes sense. */
  boolean filters() {
    return this == PREDICT_VIDEO;
  }

  /** The MIME types it takes, for people. */
  String expected() {
    return expected;
  }
}
