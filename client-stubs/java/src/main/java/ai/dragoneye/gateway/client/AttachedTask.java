package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.Phase;
import ai.dragoneye.gateway.v1.PredictionProgress;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskServiceGrpc.TaskServiceStub;
import ai.dragoneye.gateway.v1.TaskState;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import ai.dragoneye.gateway.v1.WatchTaskResponse;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Waits for the task of a prediction whose own call broke, and tells its progress as that did. */
final class AttachedTask {
  private final Consumer<PredictionProgress> onProgress;
  private PredictionProgress last = PredictionProgress.getDefaultInstance();
  private volatile boolean succeeded;

  AttachedTask(Consumer<PredictionProgress> onProgress) {
    this.onProgress = onProgress;
  }

  void progress(PredictionProgress progress) {
    last = progress;
    onProgress.accept(progress);
  }

  boolean succeeded() {
    return succeeded;
  }

  <H, T> void watch(TaskServiceStub stub, String taskId, Inbound<ResultPiece<H, T>, ?> inbound) {
    Function<WatchTaskResponse, ResultPiece<H, T>> reader =
        response -> {
          changed(response.getTask());
          return new ResultPiece.Unknown<>();
        };
    stub.watchTask(
        WatchTaskRequest.newBuilder().setTaskId(taskId).build(),
        new InboundObserver<>(inbound, reader, null));
  }

  private void changed(Task task) {
    if (task.getState() == TaskState.TASK_STATE_FAILED) {
      throw failed(task);
    }
    progress(last.toBuilder().setPhase(Phase.PHASE_AWAIT).setStatus(task.getStatus()).build());
    succeeded = task.getState() == TaskState.TASK_STATE_SUCCEEDED;
  }

  /** As the call itself would have ended. */
  private static DragoneyeException failed(Task task) {
    Map<String, String> metadata =
        Map.of("phase", "await", "task_id", task.getTaskId(), "status", task.getStatus());
    Failure failure =
        new Failure(
            Status.Code.FAILED_PRECONDITION,
            "PREDICTION_FAILED",
            metadata,
            null,
            List.of(),
            new Observed(task.getTaskId(), PredictSent.YES));
    return FailureTranslator.of(
        Status.FAILED_PRECONDITION.withDescription(
            "The prediction failed with the status " + task.getStatus()),
        failure);
  }
}
