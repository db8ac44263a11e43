package ai.dragoneye.gateway.server.failure;

import java.util.Locale;

/** Whether the service was asked to predict: what a caller needs to know before it pays twice. */
public enum PredictSent {
  /** Nothing was predicted, repeating is free. */
  NO,
  /** The service was asked to predict. */
  YES,
  /** The service may have been asked to predict. */
  UNKNOWN;

  /** The word in ErrorInfo metadata. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
