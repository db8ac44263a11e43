package ai.dragoneye.gateway.server.faults;

import static ai.dragoneye.gateway.server.faults.CellBuilder.cell;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.stream.Stream;

/** The faults of results that are about the archive itself. */
final class ResultsCells {
  private static final Step STEP = Step.RESULTS;
  private static final String CORRUPT = "DATA_LOSS RESULTS_CORRUPT";
  // As often as a download that breaks off is begun again.
  private static final int DOWNLOAD_RETRIES = 2;

  private ResultsCells() {}

  /** How the archive arrives. */
  static Stream<Cell> ofTransfer(Phase phase) {
    return Stream.of(
        cell(STEP, "400")
            .once(f -> f.status(400))
            .gives(phase.fails("FAILED_PRECONDITION RESULTS_UNAVAILABLE", 0)),
        cell(STEP, "archive breaks off")
            .twice(f -> f.truncateAfter(100))
            .gives(phase.recovers(DOWNLOAD_RETRIES)),
        cell(STEP, "archive breaks off")
            .forGood(f -> f.truncateAfter(100))
            .gives(phase.fails(CORRUPT, DOWNLOAD_RETRIES)),
        cell(STEP, "archive breaks off at its first byte")
            .forGood(f -> f.truncateAfter(0))
            .gives(phase.fails(CORRUPT, DOWNLOAD_RETRIES)));
  }

  /** What is in the archive, for calls that read it. */
  static Stream<Cell> ofArchive(Phase phase) {
    return archives(phase.fails(CORRUPT, 0));
  }

  /** What is in the archive, for calls that pass it on byte for byte. */
  static Stream<Cell> ofRaw(Phase phase) {
    Expected passed = phase.recovers(0);
    return Stream.concat(archives(passed), Stream.of(headersMissing().gives(passed)));
  }

  private static Stream<Cell> archives(Expected expected) {
    return Stream.of(
        cell(STEP, "archive truncated")
            .simulating("", options -> options.results(Archives.truncated()))
            .gives(expected),
        cell(STEP, "no archive").once(f -> f.json("{\"predictions\": []}")).gives(expected),
        cell(STEP, "empty answer").once(f -> f.status(200)).gives(expected),
        cell(STEP, "archive without `predictions.parquet`")
            .simulating("", options -> options.results(Archives.withoutPredictions()))
            .gives(expected));
  }

  static Stream<Cell> ofImage(Phase phase) {
    return Stream.of(headersMissing().gives(phase.recovers(0)));
  }

  static Stream<Cell> ofVideo(Phase phase) {
    return Stream.of(headersMissing().gives(phase.fails(CORRUPT, 0)));
  }

  private static CellBuilder headersMissing() {
    return cell(STEP, "headers missing")
        .once(f -> f.withoutHeader("X-Frames-Per-Second").withoutHeader("X-Original-File-Name"));
  }
}
