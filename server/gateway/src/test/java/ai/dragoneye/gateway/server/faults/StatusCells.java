package ai.dragoneye.gateway.server.faults;

import static ai.dragoneye.gateway.server.faults.CellBuilder.cell;

import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import java.util.stream.Stream;

/** What a status may say to a call that waits for the end of a task. */
final class StatusCells {
  private static final String FAILED = "failed_unreadable_media";
  private static final String UNSEEN = "dreaming_of_sheep";

  private StatusCells() {}

  static Stream<Cell> ofWaiting() {
    return Stream.of(
        statuses("failed status", "pending", "processing", FAILED)
            .gives(Expected.of("FAILED_PRECONDITION PREDICTION_FAILED", "yes", 1, 0)),
        statuses("a status never seen before", "pending", UNSEEN, "predicted")
            .gives(Expected.ok(1, 0)),
        statuses("a task that never ends", "pending", "processing")
            .setting("PREDICTION_COMPLETION_TIMEOUT", "700ms")
            .gives(Expected.of("DEADLINE_EXCEEDED PREDICTION_TIMEOUT", "yes", 1, 0)));
  }

  /** What a look at a task tells, whatever it is. */
  static Stream<Cell> ofLooking() {
    return Stream.of(
        ended("failed status", "pending", FAILED).gives(Expected.ok(0, 0)),
        ended("a status never seen before", "pending", UNSEEN).gives(Expected.ok(0, 0)),
        ended("a task that never ends", "pending", "processing").gives(Expected.ok(0, 0)));
  }

  /** A task is watched until it ends, whatever its status is called. */
  static Stream<Cell> ofWatching() {
    return Stream.of(
        statuses("failed status", "pending", FAILED).gives(Expected.ok(0, 0)),
        statuses("a status never seen before", "pending", UNSEEN, "predicted")
            .gives(Expected.ok(0, 0)));
  }

  /** Results are there once the status says so. */
  static Stream<Cell> ofReadingResults() {
    Expected notYet = Expected.of("FAILED_PRECONDITION RESULTS_UNAVAILABLE", "", 0, 0);
    return Stream.of(
        ended("failed status", "pending", FAILED)
            .gives(Expected.of("FAILED_PRECONDITION PREDICTION_FAILED", "", 0, 0)),
        ended("a status never seen before", "pending", UNSEEN).gives(notYet),
        ended("a task that never ends", "pending", "processing").gives(notYet));
  }

  private static CellBuilder statuses(String fault, String... statuses) {
    return statuses(fault, Duration.ofMillis(150), statuses);
  }

  private static CellBuilder ended(String fault, String... statuses) {
    return statuses(fault, Duration.ZERO, statuses);
  }

  private static CellBuilder statuses(String fault, Duration time, String... statuses) {
    TaskScript script = TaskScript.succeeding().withStatuses(statuses).withInferenceTime(time);
    return cell(Step.STATUS, fault).simulating("", options -> options.script(script));
  }
}
