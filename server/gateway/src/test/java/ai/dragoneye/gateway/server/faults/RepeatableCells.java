package ai.dragoneye.gateway.server.faults;

import static ai.dragoneye.gateway.server.faults.CellBuilder.cell;
import static ai.dragoneye.gateway.server.faults.CellRun.MAX_ATTEMPTS;
import static ai.dragoneye.gateway.server.faults.Expected.UNSEEN;

import ai.dragoneye.gateway.server.faults.BrokenLine.Trouble;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The faults of API calls that may be repeated without harm: begin, status and results. */
final class RepeatableCells {
  private static final Duration FOR_EVER = Duration.ofMinutes(1);
  private static final int LAST_RETRY = MAX_ATTEMPTS - 1;

  private RepeatableCells() {}

  static Stream<Cell> of(Phase phase) {
    return Stream.of(busy(phase), inTrouble(phase), unreachable(phase), broken(phase))
        .flatMap(List::stream);
  }

  private static List<Cell> busy(Phase phase) {
    Step step = phase.step();
    return List.of(
        cell(step, "429").twice(f -> f.status(429)).gives(phase.recovers(2)),
        cell(step, "429")
            .forGood(f -> f.status(429))
            .gives(phase.fails(Phase.RATE_LIMITED, LAST_RETRY)),
        cell(step, "429, `Retry-After: 1`")
            .once(f -> f.status(429).header("Retry-After", "1"))
            .gives(phase.recovers(1).afterASecond()),
        cell(step, "429, `Retry-After: 3600`")
            .once(f -> f.status(429).header("Retry-After", "3600"))
            .gives(phase.fails(Phase.RATE_LIMITED, 0)));
  }

  private static List<Cell> inTrouble(Phase phase) {
    Step step = phase.step();
    return List.of(
        cell(step, "500").once(f -> f.status(500)).gives(phase.fails(0)),
        cell(step, "503").twice(f -> f.status(503)).gives(phase.recovers(2)),
        cell(step, "503").forGood(f -> f.status(503)).gives(phase.fails(LAST_RETRY)),
        cell(step, "503, `Retry-After: 1`")
            .once(f -> f.status(503).header("Retry-After", "1"))
            .gives(phase.recovers(1).afterASecond()));
  }

  private static List<Cell> unreachable(Phase phase) {
    Step step = phase.step();
    return List.of(
        Connections.cell(step, "connection refused", Trouble.REFUSED, true)
            .gives(phase.recovers(UNSEEN)),
        Connections.cell(step, "connection refused", Trouble.REFUSED, false)
            .gives(phase.fails(UNSEEN)),
        Connections.cell(step, "slow to connect", Trouble.UNANSWERED, true)
            .gives(phase.recovers(UNSEEN)),
        Connections.cell(step, "slow to connect", Trouble.UNANSWERED, false)
            .gives(phase.fails(UNSEEN)),
        Connections.closes(step, 2).gives(phase.recovers(2)),
        Connections.resets(step, 2).gives(phase.recovers(2)),
        Connections.resets(step, 0).gives(phase.fails(LAST_RETRY)));
  }

  private static List<Cell> broken(Phase phase) {
    Step step = phase.step();
    return List.of(
        cell(step, "reset, request written")
            .twice(f -> f.resetBeforeRead())
            .gives(phase.recovers(2)),
        cell(step, "reset, request written")
            .forGood(f -> f.resetBeforeRead())
            .gives(phase.fails(LAST_RETRY)),
        cell(step, "reset, request carried out")
            .once(f -> f.resetAfterRead().carriedOut())
            .gives(phase.recovers(1)),
        Connections.slowToAnswer(cell(step, "slow to answer").once(f -> f.delay(FOR_EVER)))
            .gives(phase.recovers(1)),
        Connections.slowToAnswer(cell(step, "slow to answer").forGood(f -> f.delay(FOR_EVER)))
            .gives(phase.fails(LAST_RETRY)));
  }
}
