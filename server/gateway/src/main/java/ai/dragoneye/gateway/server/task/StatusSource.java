package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;

/** Reads the status of one task. */
@FunctionalInterface
public interface StatusSource {
  /** Blocks for at most about {@code limit}. */
  TaskStatus read(Duration limit) throws InterruptedException;
}
