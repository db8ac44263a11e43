package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.prediction.PredictionObserver;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.TaskStatus;
import java.util.function.Consumer;
import org.slf4j.MDC;

/**
 * Notes where a prediction stands, and announces the task once that is accepted. Belongs to the
 * prediction's thread.
 */
final class CallProgress implements PredictionObserver {
  private final Standing standing;
  private final Consumer<String> announcement;

  /**
   * @param announcement gets the task id of the accepted prediction, on the prediction's thread
   */
  CallProgress(Standing standing, Consumer<String> announcement) {
    this.standing = standing;
    this.announcement = announcement;
  }

  @Override
  public void phase(CallPhase phase) {
    standing.phase(phase);
  }

  @Override
  public void totalBytes(long totalBytes) {}

  @Override
  public void transferred(long transferredBytes) {}

  @Override
  public void predictSent(PredictSent sent) {
    standing.predictSent(sent);
  }

  @Override
  public void taskKnown(TaskName task) {
    standing.task(task);
    MDC.put("task_id", task.uuid());
  }

  @Override
  public void accepted(TaskName task) {
    taskKnown(task);
    announcement.accept(task.id());
  }

  @Override
  public void status(TaskStatus status) {}
}
