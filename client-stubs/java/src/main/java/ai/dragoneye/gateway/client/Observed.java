package ai.dragoneye.gateway.client;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the client itself saw of a call, for failures on which no gateway had a say, such as a lost
 * connection.
 *
 * @param taskId the task, where it is known
 * @param predictSent whether a prediction was asked for; null for calls that never do
 */
record Observed(@Nullable String taskId, @Nullable PredictSent predictSent)
    implements Serializable {}
