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
   * Refuses a task of another family.
   *
   * @throws FailureException with TaskTypeMismatch where the task is about another family than
   *     {@code expected}
   */
  public static void require(MediaFamily expected, TaskStatus status) {
    require(expected, status.family());
  }

  /**
   * Refuses {@code actual} where it is not what is expected.
   *
   * @throws FailureException with TaskTypeMismatch where {@code actual} is another family than
   *     {@code expected}
   */
  public static void require(MediaFamily expected, MediaFamily actual) {
    if (actual != expected) {
      throw new FailureException(
          new Failure.TaskTypeMismatch(wireName(actual), wireName(expected)));
    }
  }

  private static String wireName(MediaFamily family) {
    return family.name().toLowerCase(Locale.ROOT);
  }
}
