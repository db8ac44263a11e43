package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.media.MediaFacts;
import java.time.Duration;
import java.util.Optional;

/**
 * How the object store takes media.
 *
 * @param maxBytes the largest media accepted
 * @param presignLifetime how long an upload may be started after begin
 * @param bytesPerSecond the speed at which a body is read; 0 is as fast as it comes
 * @param assumed what unreadable media is taken for; empty lets its task fail
 * @param retainMedia whether the bytes stay in memory, for tests that compare them
 */
public record UploadRules(
    long maxBytes,
    Duration presignLifetime,
    long bytesPerSecond,
    Optional<MediaFacts> assumed,
    boolean retainMedia) {}
