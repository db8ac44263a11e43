package ai.dragoneye.gateway.simulator.task;

import ai.dragoneye.gateway.simulator.media.MediaFacts;
import ai.dragoneye.gateway.simulator.media.MediaFamily;

/**
 * A task whose results are asked for.
 *
 * @param taskId its uuid
 * @param family image or video
 * @param model the model named at predict
 * @param framesPerSecond frames of a video processed per second; 1 for an image
 * @param mediaSha256 lower-case hex digest of the media
 * @param facts what was read from the media, or assumed of it
 */
public record PredictedTask(
    String taskId,
    MediaFamily family,
    String model,
    int framesPerSecond,
    String mediaSha256,
    MediaFacts facts) {}
