package ai.dragoneye.gateway.server.prediction;

import java.time.Duration;

/**
 * How long predictions may take.
 *
 * @param completion from acceptance to the end, where the caller says nothing
 * @param longestCompletion what the caller may ask for at most
 * @param confirmation how long the status is asked whether a request to predict was heard
 */
public record TimeLimits(Duration completion, Duration longestCompletion, Duration confirmation) {}
