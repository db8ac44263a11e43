package ai.dragoneye.gateway.server.config;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP port for probes and metrics.
 *
 * @param listen where it listens, or null for nowhere
 */
public record HealthSettings(@Nullable ListenAddress listen) {}
