package ai.dragoneye.gateway.simulator.media;

import java.util.Optional;

/**
 * Media that the object store has taken.
 *
 * @param sha256 lower-case hex digest of its bytes
 * @param size its length in bytes
 * @param facts what could be read from it, empty when it is unreadable
 * @param content its bytes, if the simulator was asked to retain them; not to be changed
 */
public record StoredMedia(
    String sha256, long size, Optional<MediaFacts> facts, Optional<byte[]> content) {}
