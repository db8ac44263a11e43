package ai.dragoneye.gateway.server.faults;

/** What was seen of a cell, as the tables tell it; the same for several kinds of calls. */
record TableRow(String fault, String outcome, String predictSent, int predicts, String retries) {
  static TableRow of(Seen seen) {
    Cell cell = seen.cell();
    return new TableRow(
        "%s | %s | %s".formatted(Phase.wireName(cell.phase()), cell.fault(), cell.lasting()),
        seen.ending().outcome(),
        seen.ending().predictSent(),
        seen.predicts(),
        seen.retries() == Expected.UNSEEN ? "" : Integer.toString(seen.retries()));
  }

  String markdown(String kinds) {
    return "| %s | %s | %s | %s | %d | %s |\n"
        .formatted(fault, kinds, outcome, predictSent, predicts, retries);
  }
}
