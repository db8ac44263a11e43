package ai.dragoneye.gateway.simulator.media;

/**
 * What is read from media itself.
 *
 * @param width pixels across, at least 1
 * @param height pixels down, at least 1
 * @param durationMicros length of a video in microseconds, 0 for an image
 */
public record MediaFacts(int width, int height, long durationMicros) {}
