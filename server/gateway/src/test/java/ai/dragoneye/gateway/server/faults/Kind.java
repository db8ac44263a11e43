package ai.dragoneye.gateway.server.faults;

import static ai.dragoneye.gateway.server.faults.CellBuilder.cell;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The kinds of calls, and the cells that each can meet. */
enum Kind {
  IMAGE("PredictImage", Callers::predictImage, Kind::ofImage, true);

  private final String title;
  private final Caller caller;
  private final Supplier<Stream<Cell>> cells;
  private final boolean carriesDetails;

  Kind(String title, Caller caller, Supplier<Stream<Cell>> cells, boolean carriesDetails) {
    this.title = title;
    this.caller = caller;
    this.cells = cells;
    this.carriesDetails = carriesDetails;
  }

  String title() {
    return title;
  }

  Caller caller() {
    return caller;
  }

  List<Cell> cells() {
    return cells.get().toList();
  }

  /** Whether its failures come with details besides the ErrorInfo. */
  boolean carriesDetails() {
    return carriesDetails;
  }

  private static Stream<Cell> ofImage() {
    return Stream.of(ofMedia(), ResultsCells.ofImage(Phase.RESULTS)).flatMap(cells -> cells);
  }

  private static Stream<Cell> ofMedia() {
    return Stream.of(
            Stream.of(cell(Step.BEGIN, "none").gives(Phase.BEGIN.recovers(0))),
            RepeatableCells.of(Phase.BEGIN),
            JsonCells.of(Phase.BEGIN),
            UploadCells.all(),
            PredictCells.all(),
            RepeatableCells.of(Phase.AWAIT),
            JsonCells.of(Phase.AWAIT),
            StatusCells.ofWaiting(),
            RepeatableCells.of(Phase.RESULTS),
            ResultsCells.of(Phase.RESULTS))
        .flatMap(cells -> cells);
  }
}
