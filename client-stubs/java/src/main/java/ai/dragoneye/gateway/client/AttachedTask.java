package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.Phase;
import ai.dragoneye.gateway.v1.PredictionProgress;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskServiceGrpc.TaskServiceStub;
import ai.dragoneye.gateway.v1.TaskState;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import ai.dragoneye.gateway.v1.WatchTaskResponse;
import io.grpc.Deadline;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Waits for the task of a prediction whose own call broke, and tells its progress as that did. */
final class AttachedTask {
  private final Consumer<PredictionProgress> onProgress;
  private final @Nullable Duration completionTimeout;
  private volatile @Nullable Deadline completionDeadline;
  private PredictionProgress last = PredictionProgress.getDefaultInstance();
  private volatile boolean succeeded;

  /**
   * @param completionTimeout as of the prediction; null where the gateway's counts, which it forgot
   *     with the call
   */
  AttachedTask(Consumer<PredictionProgress> onProgress, @Nullable Duration completionTimeout) {
    this.onProgress = onProgress;
    this.completionTimeout = completionTimeout;
  }

  /** The service accepted the prediction: the completion timeout begins. */
  void accepted() {
    completionDeadline = Connection.deadlineAfter(completionTimeout);
  }

  void progress(PredictionProgress progress) {
    last = progress;
    onProgress.accept(progress);
  }

  boolean succeeded() {
    return succeeded;
  }

  /**
   * Watches the task, whose stream then ends as one that was cut.
   *
   * @param deadline of the whole call
   */
  <H, T> void watch(
      TaskServiceStub stub,
      @Nullable Deadline deadline,
      String taskId,
      Inbound<ResultPiece<H, T>, ?> inbound) {
    Function<WatchTaskResponse, ResultPiece<H, T>> reader =
        response -> {
          changed(response.getTask());
          return new ResultPiece.Unknown<>();
        };
    InboundObserver<WatchTaskRequest, WatchTaskResponse, ResultPiece<H, T>> observer =
        new InboundObserver<>(inbound, reader, null);
    WatchTaskRequest request = WatchTaskRequest.newBuilder().setTaskId(taskId).build();
    Deadline completion = completionDeadline;
    if (completion != null && (deadline == null || completion.isBefore(deadline))) {
      TimedObserver<WatchTaskRequest, WatchTaskResponse> timed =
          new TimedObserver<>(observer, () -> inbound.fail(timeout(taskId)));
      stub.withDeadline(completion).watchTask(request, timed);
    } else {
      stub.watchTask(request, observer);
    }
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
    return failure(
        Status.FAILED_PRECONDITION.withDescription(
            "The prediction failed with the status " + task.getStatus()),
        "PREDICTION_FAILED",
        Map.of("phase", "await", "task_id", task.getTaskId(), "status", task.getStatus()));
  }

  /** As the call itself would have ended. */
  private DragoneyeException timeout(String taskId) {
    return failure(
        Status.DEADLINE_EXCEEDED.withDescription(
            "The prediction did not complete within "
                + completionTimeout
                + "; it goes on upstream, watch it by its task_id"),
        "PREDICTION_TIMEOUT",
        Map.of("phase", "await", "task_id", taskId, "status", last.getStatus()));
  }

  private static DragoneyeException failure(
      Status status, String reason, Map<String, String> metadata) {
    Observed observed = new Observed(metadata.get("task_id"), PredictSent.YES);
    return FailureTranslator.of(
        status, new Failure(status.getCode(), reason, metadata, null, List.of(), observed));
  }
}
