package ai.dragoneye.gateway.server.results;

import java.time.Duration;

/**
 * What is held of archives that nobody reads at the moment.
 *
 * @param bytes of all of them together
 * @param archives how many
 * @param time how long after the last reader
 */
public record IdleLimits(long bytes, int archives, Duration time) {}
