package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.faults.BrokenLine.Trouble;
import ai.dragoneye.gateway.simulator.traffic.Step;

/** Cells whose connections fail, with the limits of time that fit them. */
final class Connections {
  private static final String LIMIT = "1500ms";
  private static final String ENOUGH_FOR_A_WHILE = "12";

  private Connections() {}

  /** Connections that are not taken for a while, or never again. */
  static CellBuilder cell(Step step, String fault, Trouble trouble, boolean mended) {
    return CellBuilder.cell(step, fault)
        .line(
            mended ? "for 0.3 s" : "for good",
            () -> mended ? BrokenLine.forAWhile(step, trouble) : BrokenLine.forGood(step, trouble))
        .setting("UPSTREAM_TIMEOUTS_CONNECT", "300ms")
        .setting("UPSTREAM_RETRY_BASE_DELAY", mended ? "100ms" : "1ms")
        .setting("UPSTREAM_RETRY_MAX_ATTEMPTS", mended ? ENOUGH_FOR_A_WHILE : "4")
        .setting("UPSTREAM_RETRY_UPLOAD_ATTEMPTS", mended ? ENOUGH_FOR_A_WHILE : "3");
  }

  /** Two connections, or all, are reset within the TLS handshake. */
  static CellBuilder resets(Step step, int times) {
    return givenUp(step, "reset, request not written", Trouble.RESET, times);
  }

  /** Two connections, or all, are closed within the TLS handshake. */
  static CellBuilder closes(Step step, int times) {
    return givenUp(step, "closed, request not written", Trouble.CLOSED, times);
  }

  private static CellBuilder givenUp(Step step, String fault, Trouble trouble, int times) {
    return CellBuilder.cell(step, fault)
        .line(times == 0 ? "for good" : "twice", () -> BrokenLine.givingUp(step, trouble, times));
  }

  /** With little patience for answers to API calls. */
  static CellBuilder slowToAnswer(CellBuilder cell) {
    return cell.setting("UPSTREAM_TIMEOUTS_RESPONSE", LIMIT);
  }

  /** With little patience for answers of the object store. */
  static CellBuilder slowToStore(CellBuilder cell) {
    return cell.setting("UPSTREAM_TIMEOUTS_UPLOAD_RESPONSE", LIMIT);
  }
}
