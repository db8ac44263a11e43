package ai.dragoneye.gateway.server.config;

import java.time.Duration;

/**
 * Limits of predictions.
 *
 * @param completionTimeout from acceptance to the end, where the caller does not say
 * @param maxCompletionTimeout what callers may ask for at most
 * @param confirmationTimeout how long the status is asked whether a request to predict was heard
 * @param statusTimeout one look at a status for a caller, retries included
 * @param polling how often the status of tasks is asked for
 */
public record PredictionSettings(
    Duration completionTimeout,
    Duration maxCompletionTimeout,
    Duration confirmationTimeout,
    Duration statusTimeout,
    Polling polling) {
  public PredictionSettings {
    Require.positive("completion_timeout", completionTimeout);
    Require.positive("confirmation_timeout", confirmationTimeout);
    Require.positive("status_timeout", statusTimeout);
    Require.that(
        maxCompletionTimeout.compareTo(completionTimeout) >= 0,
        "max_completion_timeout",
        "must not be shorter than completion_timeout");
  }

  /**
   * How often the status of tasks is asked for.
   *
   * @param minWait the shortest wait between two looks at one task
   * @param maxWait the longest one
   * @param maxPerSecond looks at all tasks together
   */
  public record Polling(Duration minWait, Duration maxWait, int maxPerSecond) {
    public Polling {
      Require.positive("min_wait", minWait);
      Require.that(
          maxWait.compareTo(minWait) >= 0, "max_wait", "must not be shorter than min_wait");
      Require.positive("max_per_second", maxPerSecond);
    }
  }
}
