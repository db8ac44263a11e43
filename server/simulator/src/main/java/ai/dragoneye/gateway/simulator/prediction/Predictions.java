package ai.dragoneye.gateway.simulator.prediction;

import java.util.List;
import java.util.Optional;

/**
 * Everything the model says about one media.
 *
 * @param objects the objects, in the order of their rows
 * @param frameTimestamps a video's processed frames in microseconds, empty for an image
 */
public record Predictions(List<DetectedObject> objects, Optional<List<Long>> frameTimestamps) {}
