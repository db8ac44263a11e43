package ai.dragoneye.gateway.server.failure;

import org.jspecify.annotations.Nullable;

/**
 * What a call knew when it failed.
 *
 * @param phase where it stood
 * @param taskId the task it is about, or null where there is none (yet)
 * @param predictSent whether the service was asked to predict, or null for calls that take no media
 */
public record FailureContext(
    CallPhase phase, @Nullable String taskId, @Nullable PredictSent predictSent) {}
