package ai.dragoneye.gateway.server.config;

import java.time.Duration;

/**
 * Limits of predictions.
 *
 * @param completionTimeout from acceptance to the end, where the caller does not say
 * @param maxCompletionTimeout what callers may ask for at most
 * @param confirmationTimeout how long the status is asked whether a request to predict was heard
 * @param statusTimeout one look at a status for a caller, retries included
 */
public record PredictionSettings(
    Duration completionTimeout,
    Duration maxCompletionTimeout,
    Duration confirmationTimeout,
    Duration statusTimeout) {
  public PredictionSettings {
    Require.positive("completion_timeout", completionTimeout);
    Require.positive("confirmation_timeout", confirmationTimeout);
    Require.positive("status_timeout", statusTimeout);
    Require.that(
        maxCompletionTimeout.compareTo(completionTimeout) >= 0,
        "max_completion_timeout",
        "must not be shorter than completion_timeout");
  }
}
