package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.stream.Stream;

/** The kinds of calls. */
enum Kind {
  /** PredictImage. */
  IMAGE("image"),
  /** PredictVideo. */
  VIDEO("video"),
  /** PredictImages, of one image. */
  BATCH("batch"),
  /** SubmitPrediction. */
  SUBMISSION("submit"),
  /** GetTask. */
  TASK("task"),
  /** WatchTask. */
  WATCH("watch"),
  /** GetImageResults. */
  IMAGE_RESULTS("image result"),
  /** StreamImageResults. */
  IMAGE_STREAM("image stream"),
  /** StreamVideoResults. */
  VIDEO_STREAM("video stream"),
  /** StreamVideoFrames. */
  FRAMES("frames"),
  /** DownloadResults. */
  DOWNLOAD("download");

  static final String WITH_MEDIA = "calls with media";
  static final String READING = "calls that read";

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** What the tables call it. */
  String word() {
    return word;
  }

  /** The table that it is in. */
  String table() {
    return reads() ? READING : WITH_MEDIA;
  }

  Caller caller() {
    return switch (this) {
      case IMAGE -> MediaCallers::predictImage;
      case VIDEO -> MediaCallers::predictVideo;
      case BATCH -> MediaCallers::predictImages;
      case SUBMISSION -> MediaCallers::submitPrediction;
      case TASK -> TaskCallers::getTask;
      case WATCH -> TaskCallers::watchTask;
      case IMAGE_RESULTS -> ResultCallers::getImageResults;
      case IMAGE_STREAM -> ResultCallers::streamImageResults;
      case VIDEO_STREAM -> ResultCallers::streamVideoResults;
      case FRAMES -> ResultCallers::streamVideoFrames;
      case DOWNLOAD -> ResultCallers::downloadResults;
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
      case IMAGE_RESULTS, IMAGE_STREAM -> MatrixCells.ofImageResults();
      case VIDEO_STREAM, FRAMES -> MatrixCells.ofVideoResults();
      case DOWNLOAD -> MatrixCells.ofDownload();
    };
  }

  /** Whether it is about a task that was predicted before. */
  boolean reads() {
    return readsResults() || this == TASK || this == WATCH;
  }

  /** The MIME type of what it is about. */
  String mimeType() {
    return this == VIDEO || this == VIDEO_STREAM || this == FRAMES ? "video/mp4" : "image/jpeg";
  }

  /** Whether its failures come with details besides the ErrorInfo. */
  boolean carriesDetails() {
    return this != BATCH;
  }

  /** What its ErrorInfo calls the phase in which the step fails. */
  String phaseOf(Step step) {
    return Phase.wireName(readsResults() ? Step.RESULTS : step);
  }

  private boolean readsResults() {
    return switch (this) {
      case IMAGE_RESULTS, IMAGE_STREAM, VIDEO_STREAM, FRAMES, DOWNLOAD -> true;
      default -> false;
    };
  }
}
