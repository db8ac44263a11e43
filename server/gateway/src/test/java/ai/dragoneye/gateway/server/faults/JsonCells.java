package ai.dragoneye.gateway.server.faults;

import static ai.dragoneye.gateway.server.faults.CellBuilder.cell;
import static ai.dragoneye.gateway.server.faults.CellRun.MAX_ATTEMPTS;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.stream.Stream;

/** Answers in JSON that do not say what they should. Asking again would bring the same. */
final class JsonCells {
  private JsonCells() {}

  static Stream<Cell> of(Phase phase) {
    Step step = phase.step();
    return Stream.of(
        cell(step, "truncated answer").once(f -> f.truncateAfter(10)).gives(phase.recovers(1)),
        cell(step, "truncated answer")
            .forGood(f -> f.truncateAfter(10))
            .gives(phase.fails(MAX_ATTEMPTS - 1)),
        cell(step, "malformed JSON")
            .once(f -> f.json("{\"prediction_task_uuid\": "))
            .gives(phase.fails(0)),
        cell(step, "missing fields").once(f -> f.json("{}")).gives(phase.fails(0)));
  }
}
