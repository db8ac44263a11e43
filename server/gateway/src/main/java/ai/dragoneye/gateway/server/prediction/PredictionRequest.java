package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.upstream.BeginRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A PredictionConfig that passed all checks.
 *
 * @param model the model to run
 * @param begin what the service is told about the media
 * @param sizeBytes declared size of the media, or null
 * @param crc32c declared CRC-32C of the media, or null
 * @param completionTimeout how long the prediction may take from its acceptance
 */
public record PredictionRequest(
    String model,
    BeginRequest begin,
    @Nullable Long sizeBytes,
    @Nullable Integer crc32c,
    Duration completionTimeout) {}
