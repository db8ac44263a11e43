package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;

/** Reads the status of tasks. Thread-safe. */
@FunctionalInterface
public interface StatusReader {
  /** Blocks for at most about {@code limit}; interrupting the thread cancels the exchange. */
  TaskStatus read(ApiKey key, String taskUuid, Duration limit) throws InterruptedException;
}
