package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.v1.ResultFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a task's result a caller wants.
 *
 * @param task the task
 * @param filter what passes; the empty filter passes everything
 * @param resumeToken where to go on, or null for the beginning
 */
public record ResultQuery(TaskName task, ResultFilter filter, @Nullable String resumeToken) {

  /** What passes {@code filter}, from the beginning. */
  public static ResultQuery fromBeginning(TaskName task, ResultFilter filter) {
    return new ResultQuery(task, filter, null);
  }

  /**
   * Refuses what is wrong by itself, before anything is done for it.
   *
   * @throws ai.dragoneye.gateway.server.failure.FailureException with InvalidRequest
   */
  void check(MediaFamily family) {
    FilterCheck.require(filter, family, "filter");
    ResumeTokens.checkLength(resumeToken);
  }
}
