package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.media.Keeping;
import ai.dragoneye.gateway.simulator.media.MediaFacts;
import java.time.Duration;
import java.util.Optional;

/**
 * How the object store takes media.
 *
 * @param maxBytes the largest media accepted
 * @param presignLifetime how long an upload may be started after begin
 * @param silence how long the store waits for the next bytes of a body
 * @param bytesPerSecond the speed at which a body is read; 0 is as fast as it comes
 * @param assumed what unreadable media is taken for; empty lets its task fail
 * @param keeping what is kept of the media
 */
public record UploadRules(
    long maxBytes,
    Duration presignLifetime,
    Duration silence,
    long bytesPerSecond,
    Optional<MediaFacts> assumed,
    Keeping keeping) {}
