package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.stream.Stream;

/** The kinds of calls. */
enum Kind {
  IMAGE("PredictImage", MediaCallers::predictImage),
  VIDEO("PredictVideo", MediaCallers::predictVideo),
  BATCH("PredictImages", MediaCallers::predictImages),
  SUBMISSION("SubmitPrediction", MediaCallers::submitPrediction),
  TASK("GetTask", Callers::getTask),
  WATCH("WatchTask", Callers::watchTask),
  IMAGE_RESULTS("GetImageResults", Callers::getImageResults);

  private final String title;
  private final Caller caller;

  Kind(String title, Caller caller) {
    this.title = title;
    this.caller = caller;
  }

  String title() {
    return title;
  }

  Caller caller() {
    return caller;
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
