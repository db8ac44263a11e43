package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;

/** Reads the status of one task. */
@FunctionalInterface
interface StatusSource {
  /** Blocks for at most about {@code limit}. */
  TaskStatus read(Duration limit) throws InterruptedException;
}
