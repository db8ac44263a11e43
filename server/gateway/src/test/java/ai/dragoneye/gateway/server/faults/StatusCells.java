package ai.dragoneye.gateway.server.faults;

import static ai.dragoneye.gateway.server.faults.CellBuilder.cell;

import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import java.util.stream.Stream;

/** What a status may say to a call that waits for the end of a task. */
final class StatusCells {
  private StatusCells() {}

  static Stream<Cell> ofWaiting() {
    return Stream.of(
        statuses("failed status", "pending", "processing", "failed_unreadable_media")
            .gives(Expected.of("FAILED_PRECONDITION PREDICTION_FAILED", "yes", 1, 0)),
        statuses("a status never seen before", "pending", "dreaming_of_sheep", "predicted")
            .gives(Expected.ok(1, 0)),
        statuses("a task that never ends", "pending", "processing")
            .setting("PREDICTION_COMPLETION_TIMEOUT", "700ms")
            .gives(Expected.of("DEADLINE_EXCEEDED PREDICTION_TIMEOUT", "yes", 1, 0)));
  }

  static CellBuilder statuses(String fault, String... statuses) {
    TaskScript script =
        TaskScript.succeeding().withStatuses(statuses).withInferenceTime(Duration.ofMillis(150));
    return cell(Step.STATUS, fault).simulating("", options -> options.script(script));
  }
}
