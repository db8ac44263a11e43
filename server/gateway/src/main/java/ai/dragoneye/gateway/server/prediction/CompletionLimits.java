package ai.dragoneye.gateway.server.prediction;

import java.time.Duration;

/**
 * How long predictions may take.
 *
 * @param standard where the caller says nothing
 * @param longest what the caller may ask for at most
 */
public record CompletionLimits(Duration standard, Duration longest) {}
