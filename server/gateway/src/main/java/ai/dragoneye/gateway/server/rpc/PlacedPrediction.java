package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.admission.PredictionPlace;
import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.prediction.PredictionObserver;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.TaskStatus;

/** Gives back what a prediction holds of the gateway as soon as it needs it no more. */
record PlacedPrediction(PredictionObserver observer, PredictionPlace place)
    implements PredictionObserver {
  @Override
  public void phase(CallPhase phase) {
    if (phase == CallPhase.PREDICT) {
      place.mediaStored();
    }
    observer.phase(phase);
  }

  @Override
  public void totalBytes(long totalBytes) {
    place.mediaSize(totalBytes);
    observer.totalBytes(totalBytes);
  }

  @Override
  public void transferred(long transferredBytes) {
    observer.transferred(transferredBytes);
  }

  @Override
  public void predicting(String taskUuid) {
    place.accepted(taskUuid);
    observer.predicting(taskUuid);
  }

  @Override
  public void predictSent(PredictSent sent) {
    if (sent == PredictSent.NO) {
      place.neverAccepted();
    }
    observer.predictSent(sent);
  }

  @Override
  public void taskKnown(TaskName task) {
    observer.taskKnown(task);
  }

  @Override
  public void accepted(TaskName task) {
    place.accepted(task.uuid());
    observer.accepted(task);
  }

  @Override
  public void status(TaskStatus status) {
    observer.status(status);
  }
}
