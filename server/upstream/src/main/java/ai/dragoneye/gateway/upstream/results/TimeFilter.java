package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.TimestampRange;

/** Looks whether one of the time ranges ahead overlaps the wanted one. */
final class TimeFilter {
  private final TimestampRange wanted;
  private final ListColumns ranges;
  private final RangeColumns range;

  TimeFilter(TimestampRange wanted, StructFields root) {
    this.wanted = wanted;
    this.ranges = root.list("timestamp_ranges");
    this.range = RangeColumns.of(root.structsOf(ranges));
  }

  /** Takes the whole list. */
  boolean passes() {
    boolean found = false;
    while (ranges.next()) {
      boolean begins = range.start().next() <= wanted.getTimestampEndUsInclusive();
      boolean ends = range.end().next() >= wanted.getTimestampStartUsInclusive();
      found |= begins && ends;
    }
    return found;
  }
}
