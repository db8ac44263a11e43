package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.v1.Phase;
import ai.dragoneye.gateway.v1.PredictionProgress;

/** Tells the events of a video's prediction: each phase, the bytes stored, each upstream status. */
final class VideoProgress {
  private final Steps steps;
  private final SentShare stored;
  private Phase phase = Phase.PHASE_UNSPECIFIED;
  private String status = "";

  VideoProgress(Steps steps) {
    this.steps = steps;
    this.stored = new SentShare(steps, "upload");
  }

  synchronized void accept(PredictionProgress progress) {
    if (progress.getTotalBytes() > 0) {
      stored.reached(progress.getTransferredBytes(), progress.getTotalBytes());
    }
    if (progress.getPhase() != phase) {
      phase = progress.getPhase();
      tellPhase();
    }
    if (!progress.getStatus().equals(status)) {
      status = progress.getStatus();
      steps.tell("await", "the service says: " + status);
    }
  }

  private void tellPhase() {
    switch (phase) {
      case PHASE_BEGIN -> steps.tell("begin", "the task is being created");
      case PHASE_PREDICT -> steps.tell("predict", "the media is stored, the prediction requested");
      case PHASE_RESULTS -> steps.tell("results", "being read");
      // Told by bytes and by statuses.
      default -> {}
    }
  }
}
