package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.prediction.PredictionObserver;
import ai.dragoneye.gateway.server.task.TaskIds;
import ai.dragoneye.gateway.upstream.TaskStatus;
import java.util.function.Consumer;
import org.slf4j.MDC;

/**
 * Notes in the call's context what its prediction does, and announces the task once that is
 * accepted.
 */
final class CallProgress implements PredictionObserver {
  private final CallContext context;
  private final Consumer<String> announcement;

  /**
   * @param announcement gets the task id of the accepted prediction, on the prediction's thread
   */
  CallProgress(CallContext context, Consumer<String> announcement) {
    this.context = context;
    this.announcement = announcement;
  }

  @Override
  public void phase(CallPhase phase) {
    context.phase(phase);
  }

  @Override
  public void predictSent(PredictSent sent) {
    context.predictSent(sent);
  }

  @Override
  public void taskKnown(String taskUuid) {
    context.taskId(TaskIds.idOf(taskUuid));
    MDC.put("task_id", TaskIds.idOf(taskUuid));
  }

  @Override
  public void accepted(String taskUuid) {
    taskKnown(taskUuid);
    announcement.accept(TaskIds.idOf(taskUuid));
  }

  @Override
  public void status(TaskStatus status) {}

  @Override
  public void transferred(long transferredBytes) {}
}
