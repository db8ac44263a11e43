package ai.dragoneye.gateway.server.faults;

import static ai.dragoneye.gateway.server.faults.CellBuilder.cell;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which cells each kind of call can meet. The first one of a call with media has no fault. */
final class MatrixCells {
  private MatrixCells() {}

  static Stream<Cell> ofImage() {
    return joined(
        List.of(
            ofSubmission(),
            ofWaiting(),
            ofResults(Phase.RESULTS),
            ResultsCells.ofImage(Phase.RESULTS)));
  }

  static Stream<Cell> ofVideo() {
    return joined(
        List.of(
            ofSubmission(),
            ofWaiting(),
            ofResults(Phase.RESULTS),
            ResultsCells.ofVideo(Phase.RESULTS)));
  }

  static Stream<Cell> ofTask() {
    Phase phase = Phase.AWAIT.ofRead();
    return joined(List.of(RepeatableCells.of(phase), JsonCells.of(phase), StatusCells.ofLooking()));
  }

  static Stream<Cell> ofWatch() {
    Phase phase = Phase.AWAIT.ofRead();
    return joined(
        List.of(RepeatableCells.of(phase), JsonCells.of(phase), StatusCells.ofWatching()));
  }

  static Stream<Cell> ofImageResults() {
    Phase results = Phase.RESULTS.ofRead();
    return joined(List.of(ofStatusOfResults(), ofResults(results), ResultsCells.ofImage(results)));
  }

  static Stream<Cell> ofVideoResults() {
    Phase results = Phase.RESULTS.ofRead();
    return joined(List.of(ofStatusOfResults(), ofResults(results), ResultsCells.ofVideo(results)));
  }

  static Stream<Cell> ofDownload() {
    Phase results = Phase.RESULTS.ofRead();
    return joined(
        List.of(
            ofStatusOfResults(),
            RepeatableCells.of(results),
            ResultsCells.ofTransfer(results),
            ResultsCells.ofRaw(results)));
  }

  private static Stream<Cell> ofStatusOfResults() {
    Phase status = Phase.AWAIT.ofRead();
    return joined(
        List.of(RepeatableCells.of(status), JsonCells.of(status), StatusCells.ofReadingResults()));
  }

  static Stream<Cell> ofSubmission() {
    return joined(
        List.of(
            Stream.of(cell(Step.BEGIN, "none").gives(Phase.BEGIN.recovers(0))),
            RepeatableCells.of(Phase.BEGIN),
            JsonCells.of(Phase.BEGIN),
            UploadCells.all(),
            PredictCells.all()));
  }

  private static Stream<Cell> ofWaiting() {
    return joined(
        List.of(
            RepeatableCells.of(Phase.AWAIT), JsonCells.of(Phase.AWAIT), StatusCells.ofWaiting()));
  }

  private static Stream<Cell> ofResults(Phase phase) {
    return joined(
        List.of(
            RepeatableCells.of(phase),
            ResultsCells.ofTransfer(phase),
            ResultsCells.ofArchive(phase)));
  }

  private static Stream<Cell> joined(List<Stream<Cell>> cells) {
    return cells.stream().flatMap(Function.identity());
  }
}
