package ai.dragoneye.gateway.server.faults;

import static ai.dragoneye.gateway.server.faults.CellBuilder.cell;
import static ai.dragoneye.gateway.server.faults.CellRun.MAX_ATTEMPTS;
import static ai.dragoneye.gateway.server.faults.Expected.UNSEEN;

import ai.dragoneye.gateway.server.faults.BrokenLine.Trouble;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The faults of predict, which may cost money each time it is heard: repeated only where it was not
 * written, or refused with 429. Where nobody knows, the status tells.
 */
final class PredictCells {
  private static final Step STEP = Step.PREDICT;
  private static final Duration FOR_EVER = Duration.ofMinutes(1);
  private static final String UNAVAILABLE = "UNAVAILABLE PREDICT_UNAVAILABLE";
  private static final Expected HEARD = Expected.ok(1, 0);
  private static final Expected UNKNOWN = Expected.of(UNAVAILABLE, "unknown", 1, 0);

  private PredictCells() {}

  static Stream<Cell> all() {
    return Stream.of(busy(), inTrouble(), unreachable(), broken(), answers()).flatMap(List::stream);
  }

  private static List<Cell> busy() {
    return List.of(
        cell(STEP, "429").twice(f -> f.status(429)).gives(Expected.ok(1, 2)),
        cell(STEP, "429")
            .forGood(f -> f.status(429))
            .gives(Expected.of(Phase.RATE_LIMITED, "no", 0, MAX_ATTEMPTS - 1)),
        cell(STEP, "429, `Retry-After: 1`")
            .once(f -> f.status(429).header("Retry-After", "1"))
            .gives(Expected.ok(1, 1).afterASecond()),
        cell(STEP, "429, `Retry-After: 3600`")
            .once(f -> f.status(429).header("Retry-After", "3600"))
            .gives(Expected.of(Phase.RATE_LIMITED, "no", 0, 0)));
  }

  private static List<Cell> inTrouble() {
    return List.of(
        cell(STEP, "500").once(f -> f.status(500)).gives(UNKNOWN),
        cell(STEP, "500, carried out").once(f -> f.status(500).carriedOut()).gives(HEARD),
        cell(STEP, "503").once(f -> f.status(503)).gives(UNKNOWN),
        cell(STEP, "503, carried out").once(f -> f.status(503).carriedOut()).gives(HEARD));
  }

  private static List<Cell> unreachable() {
    Expected never = Expected.of(UNAVAILABLE, "no", 0, UNSEEN);
    return List.of(
        Connections.cell(STEP, "connection refused", Trouble.REFUSED, true)
            .gives(Expected.ok(1, UNSEEN)),
        Connections.cell(STEP, "connection refused", Trouble.REFUSED, false).gives(never),
        Connections.cell(STEP, "slow to connect", Trouble.UNANSWERED, true)
            .gives(Expected.ok(1, UNSEEN)),
        Connections.cell(STEP, "slow to connect", Trouble.UNANSWERED, false).gives(never),
        Connections.closes(STEP, 2).gives(Expected.ok(1, 2)),
        Connections.resets(STEP, 2).gives(Expected.ok(1, 2)),
        Connections.resets(STEP, 0).gives(Expected.of(UNAVAILABLE, "no", 0, MAX_ATTEMPTS - 1)));
  }

  private static List<Cell> broken() {
    return List.of(
        cell(STEP, "reset, request written").once(f -> f.resetBeforeRead()).gives(UNKNOWN),
        cell(STEP, "reset, request read").once(f -> f.resetAfterRead()).gives(UNKNOWN),
        cell(STEP, "reset, request carried out")
            .once(f -> f.resetAfterRead().carriedOut())
            .gives(HEARD),
        Connections.slowToAnswer(
                cell(STEP, "slow to answer").once(f -> f.status(200).delay(FOR_EVER)))
            .gives(UNKNOWN),
        Connections.slowToAnswer(
                cell(STEP, "slow to answer, carried out").once(f -> f.delay(FOR_EVER)))
            .gives(HEARD));
  }

  /** What the body of the answer says does not matter. */
  private static List<Cell> answers() {
    return List.of(
        cell(STEP, "truncated answer").once(f -> f.truncateAfter(1)).gives(HEARD),
        cell(STEP, "malformed JSON").once(f -> f.json("{").carriedOut()).gives(HEARD),
        cell(STEP, "missing fields").once(f -> f.status(200).carriedOut()).gives(HEARD));
  }
}
