package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.TaskStatus;
import java.util.Locale;

/** Keeps the results of one family from being read as those of another. */
public final class TaskFamilies {
  private TaskFamilies() {}

  /**
   * Passes a task of the expected family only.
   *
   * @throws FailureException with TaskTypeMismatch where the task is about another family than
   *     {@code expected}
   */
  public static void require(MediaFamily expected, TaskStatus status) {
    if (status.family() != expected) {
      throw new FailureException(
          new Failure.TaskTypeMismatch(wireName(status.family()), wireName(expected)));
    }
  }

  private static String wireName(MediaFamily family) {
    return family.name().toLowerCase(Locale.ROOT);
  }
}
