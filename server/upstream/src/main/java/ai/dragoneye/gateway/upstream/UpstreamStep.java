package ai.dragoneye.gateway.upstream;

import java.util.Locale;

/** The steps of a prediction, as far as they are exchanges with others. */
public enum UpstreamStep {
  BEGIN,
  UPLOAD,
  PREDICT,
  STATUS,
  RESULTS;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name in lower case. */
  public String word() {
    return word;
  }
}
