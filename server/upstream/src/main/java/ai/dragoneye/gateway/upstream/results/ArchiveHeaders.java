package ai.dragoneye.gateway.upstream.results;

import org.jspecify.annotations.Nullable;

/**
 * What the answer said about the archive beside its body.
 *
 * @param originalFileName value of {@code X-Original-File-Name}, or null where the answer has none
 * @param framesPerSecond value of {@code X-Frames-Per-Second} as it came, or null where the answer
 *     has none
 */
public record ArchiveHeaders(@Nullable String originalFileName, @Nullable String framesPerSecond) {}
