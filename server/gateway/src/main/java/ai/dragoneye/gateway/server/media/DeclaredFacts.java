package ai.dragoneye.gateway.server.media;

import org.jspecify.annotations.Nullable;

/**
 * What a caller says of its media beforehand.
 *
 * @param sizeBytes size of the whole media, or null
 * @param crc32c CRC-32C of the whole media, or null
 */
public record DeclaredFacts(@Nullable Long sizeBytes, @Nullable Integer crc32c) {}
