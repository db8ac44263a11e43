package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.stream.Stream;

/** The kinds of calls. */
enum Kind {
  IMAGE("PredictImage"),
  VIDEO("PredictVideo"),
  BATCH("PredictImages"),
  SUBMISSION("SubmitPrediction"),
  TASK("GetTask"),
  WATCH("WatchTask"),
  IMAGE_RESULTS("GetImageResults");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  Caller caller() {
    return switch (this) {
      case IMAGE -> MediaCallers::predictImage;
      case VIDEO -> MediaCallers::predictVideo;
      case BATCH -> MediaCallers::predictImages;
      case SUBMISSION -> MediaCallers::submitPrediction;
      case TASK -> Callers::getTask;
      case WATCH -> Callers::watchTask;
      case IMAGE_RESULTS -> Callers::getImageResults;
    };
  }

  /** The cells that it can meet. */
  Stream<Cell> cells() {
    return switch (this) {
      case IMAGE, BATCH -> MatrixCells.ofImage();
      case VIDEO -> MatrixCells.ofVideo();
      case SUBMISSION -> MatrixCells.ofSubmission();
      case TASK -> MatrixCells.ofTask();
      case WATCH -> MatrixCells.ofWatch();
      case IMAGE_RESULTS -> MatrixCells.ofImageResults();
    };
  }

  /** Whether it is about a task that was predicted before. */
  boolean reads() {
    return this == TASK || this == WATCH || this == IMAGE_RESULTS;
  }

  /** Whether its failures come with details besides the ErrorInfo. */
  boolean carriesDetails() {
    return this != BATCH;
  }

  /** What its ErrorInfo calls the phase in which the step fails. */
  String phaseOf(Step step) {
    return Phase.wireName(this == IMAGE_RESULTS ? Step.RESULTS : step);
  }
}
