package ai.dragoneye.gateway.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask about tasks.
 *
 * @param handleKeysFile keys that sign task ids; null where everybody who knows a task's uuid may
 *     ask about it
 */
public record TaskSettings(@Nullable Path handleKeysFile) {}
