package ai.dragoneye.gateway.client;

/**
 * Whether the service was asked to predict before a call failed: what to know before repeating it,
 * which may be charged.
 */
public enum PredictSent {
  /** Nothing was predicted: repeating is free. */
  NO,
  /** The service was asked to predict: look at the task instead of repeating the call. */
  YES,
  /** The service may have been asked to predict. */
  UNKNOWN
}
