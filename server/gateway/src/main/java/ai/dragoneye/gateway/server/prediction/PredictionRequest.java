package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.media.DeclaredFacts;
import ai.dragoneye.gateway.upstream.BeginRequest;
import ai.dragoneye.gateway.upstream.MediaFamily;
import java.time.Duration;

/**
 * A PredictionConfig that passed all checks.
 *
 * @param model the model to run
 * @param family image or video
 * @param begin what the service is told about the media
 * @param declared what the caller says of the media
 * @param completionTimeout how long the prediction may take from its acceptance
 */
public record PredictionRequest(
    String model,
    MediaFamily family,
    BeginRequest begin,
    DeclaredFacts declared,
    Duration completionTimeout) {}
