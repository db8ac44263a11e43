package ai.dragoneye.gateway.server.faults;

import static ai.dragoneye.gateway.server.faults.CellBuilder.cell;
import static ai.dragoneye.gateway.server.faults.CellRun.UPLOAD_ATTEMPTS;
import static ai.dragoneye.gateway.server.faults.Expected.UNSEEN;

import ai.dragoneye.gateway.server.faults.BrokenLine.Trouble;
import ai.dragoneye.gateway.simulator.fault.FaultBuilder;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The faults of the object store. An upload is repeated where its bytes are still at hand. */
final class UploadCells {
  private static final Step STEP = Step.UPLOAD;
  private static final Phase PHASE = Phase.UPLOAD;
  private static final int LAST_RETRY = UPLOAD_ATTEMPTS - 1;
  private static final Duration FOR_EVER = Duration.ofMinutes(1);
  private static final String REJECTED = "FAILED_PRECONDITION UPLOAD_REJECTED";
  private static final String FORBIDDEN =
      "<Error><Code>AccessDenied</Code><Message>Not here.</Message></Error>";

  private static final String EXPIRED =
      "<Error><Code>AccessDenied</Code>"
          + "<Message>Invalid according to Policy: Policy expired.</Message></Error>";

  private UploadCells() {}

  static Stream<Cell> all() {
    return Stream.of(atHand(), small(), relayed(), unreachable(), refusals(), answers())
        .flatMap(List::stream);
  }

  private static List<Cell> atHand() {
    return List.of(
        spooled("429").twice(f -> f.status(429)).gives(PHASE.recovers(2)),
        spooled("429")
            .forGood(f -> f.status(429))
            .gives(PHASE.fails(Phase.RATE_LIMITED, LAST_RETRY)),
        spooled("429, `Retry-After: 1`")
            .once(f -> f.status(429).header("Retry-After", "1"))
            .gives(PHASE.recovers(1).afterASecond()),
        spooled("429, `Retry-After: 3600`")
            .once(f -> f.status(429).header("Retry-After", "3600"))
            .gives(PHASE.fails(Phase.RATE_LIMITED, 0)),
        spooled("500").twice(f -> f.status(500)).gives(PHASE.recovers(2)),
        spooled("500").forGood(f -> f.status(500)).gives(PHASE.fails(LAST_RETRY)),
        spooled("503").twice(f -> f.status(503)).gives(PHASE.recovers(2)),
        spooled("503").forGood(f -> f.status(503)).gives(PHASE.fails(LAST_RETRY)),
        spooled("reset, request written").twice(f -> f.resetBeforeRead()).gives(PHASE.recovers(2)),
        spooled("reset, request written")
            .forGood(f -> f.resetBeforeRead())
            .gives(PHASE.fails(LAST_RETRY)),
        spooled("reset, media stored")
            .once(f -> f.resetAfterRead().carriedOut())
            .gives(PHASE.recovers(1)),
        Connections.slowToStore(spooled("slow to answer").once(f -> f.delay(FOR_EVER)))
            .gives(PHASE.recovers(1)),
        Connections.slowToStore(spooled("slow to answer").forGood(f -> f.delay(FOR_EVER)))
            .gives(PHASE.fails(LAST_RETRY)));
  }

  private static List<Cell> small() {
    return List.of(
        small("503").twice(f -> f.status(503)).gives(PHASE.recovers(2)),
        small("503").forGood(f -> f.status(503)).gives(PHASE.fails(LAST_RETRY)),
        small("reset, request written").twice(f -> f.resetBeforeRead()).gives(PHASE.recovers(2)),
        Connections.slowToStore(small("slow to answer").once(f -> f.delay(FOR_EVER)))
            .gives(PHASE.recovers(1)));
  }

  private static List<Cell> relayed() {
    return List.of(
        relayed("429").once(f -> f.status(429)).gives(PHASE.fails(Phase.RATE_LIMITED, 0)),
        relayed("500").once(f -> f.status(500)).gives(PHASE.fails(0)),
        relayed("503").once(f -> f.status(503)).gives(PHASE.fails(0)),
        relayed("reset, request written").once(f -> f.resetBeforeRead()).gives(PHASE.fails(0)),
        relayed("reset, media stored")
            .once(f -> f.resetAfterRead().carriedOut())
            .gives(PHASE.fails(0)),
        Connections.slowToStore(relayed("slow to answer").once(f -> f.delay(FOR_EVER)))
            .gives(PHASE.fails(0)));
  }

  /** No byte of the media has left the gateway: it is at hand, however it came. */
  private static List<Cell> unreachable() {
    return List.of(
        refused("connection refused", Trouble.REFUSED, true).gives(PHASE.recovers(UNSEEN)),
        refused("connection refused", Trouble.REFUSED, false).gives(PHASE.fails(UNSEEN)),
        refused("slow to connect", Trouble.UNANSWERED, true).gives(PHASE.recovers(UNSEEN)),
        refused("slow to connect", Trouble.UNANSWERED, false).gives(PHASE.fails(UNSEEN)),
        Connections.closes(STEP, 2).sending(Media.RELAYED).gives(PHASE.recovers(2)),
        Connections.resets(STEP, 2).sending(Media.RELAYED).gives(PHASE.recovers(2)),
        Connections.resets(STEP, 0).sending(Media.RELAYED).gives(PHASE.fails(LAST_RETRY)));
  }

  private static List<Cell> refusals() {
    return List.of(
        relayed("403 before the media was read")
            .once(UploadCells::early)
            .gives(PHASE.fails(REJECTED, 0)),
        spooled("403 before the media was read")
            .forGood(UploadCells::early)
            .gives(PHASE.fails(REJECTED, 1)),
        relayed("presigned form expired")
            .once(UploadCells::expired)
            .gives(PHASE.fails(REJECTED, 0)),
        spooled("presigned form expired").once(UploadCells::expired).gives(PHASE.recovers(1)),
        small("presigned form expired").once(UploadCells::expired).gives(PHASE.recovers(1)),
        spooled("presigned form expired")
            .simulating("for good", options -> options.presignLifetime(Duration.ofMillis(-1)))
            .gives(PHASE.fails(REJECTED, 1)));
  }

  private static FaultBuilder early(FaultBuilder fault) {
    return fault.status(403).body(FORBIDDEN).early();
  }

  private static FaultBuilder expired(FaultBuilder fault) {
    return fault.status(403).body(EXPIRED);
  }

  /** Any status of 2xx is a yes. */
  private static List<Cell> answers() {
    return List.of(
        relayed("truncated answer")
            .once(f -> f.status(201).body("<PostResponse/>").carriedOut().truncateAfter(5))
            .gives(PHASE.recovers(0)),
        relayed("malformed answer")
            .once(f -> f.status(201).body("<PostResponse").carriedOut())
            .gives(PHASE.recovers(0)),
        relayed("malformed refusal")
            .once(f -> f.status(400).body("<Error><Code>Ac"))
            .gives(PHASE.fails(REJECTED, 0)));
  }

  private static CellBuilder spooled(String fault) {
    return cell(STEP, fault + "; media in a file").sending(Media.SPOOLED);
  }

  private static CellBuilder small(String fault) {
    return cell(STEP, fault + "; media small").sending(Media.SMALL);
  }

  private static CellBuilder relayed(String fault) {
    return cell(STEP, fault + "; media relayed").sending(Media.RELAYED);
  }

  private static CellBuilder refused(String fault, Trouble trouble, boolean mended) {
    return Connections.cell(STEP, fault, trouble, mended).sending(Media.RELAYED);
  }
}
