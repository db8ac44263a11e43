package ai.dragoneye.gateway.simulator.task;

import ai.dragoneye.gateway.simulator.media.MediaFamily;
import java.util.Optional;

/**
 * What begin asked for.
 *
 * @param apiKey the key it was asked with; no other may see the task
 * @param family image or video
 * @param mimeType the declared type
 * @param fileName the declared name, hostile
 * @param framesPerSecond frames of a video to be processed per second; 1 for an image
 */
public record TaskRequest(
    String apiKey,
    MediaFamily family,
    String mimeType,
    Optional<String> fileName,
    int framesPerSecond) {}
