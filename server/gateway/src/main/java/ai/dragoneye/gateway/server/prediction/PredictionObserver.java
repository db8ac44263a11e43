package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.UploadProgress;

/**
 * Hears how a prediction gets on. Called on the prediction's own thread, except for the progress of
 * bytes.
 */
public interface PredictionObserver extends UploadProgress {
  /** The prediction enters {@code phase}. */
  void phase(CallPhase phase);

  /** The size of the media is known now. */
  void totalBytes(long totalBytes);

  /** What is now known about whether the service was asked to predict. */
  void predictSent(PredictSent sent);

  /** The service is about to be asked: the task may run from now on, whatever is heard of it. */
  default void predicting(String taskUuid) {}

  /** The task may have been predicted: from now on failures name it. */
  void taskKnown(TaskName task);

  /** The service accepted the prediction of {@code task}. */
  void accepted(TaskName task);

  /** The service told this status, another than before. */
  void status(TaskStatus status);
}
