package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.TimestampRange;

/** The columns of a time range. */
record RangeColumns(LongColumn start, LongColumn end) {
  // The same in a TimestampRange and a ScoredTimestampRange.
  private static final int START =
      Wire.varint(TimestampRange.TIMESTAMP_START_US_INCLUSIVE_FIELD_NUMBER);
  private static final int END =
      Wire.varint(TimestampRange.TIMESTAMP_END_US_INCLUSIVE_FIELD_NUMBER);

  static RangeColumns of(StructFields range) {
    return new RangeColumns(
        range.longs("timestamp_start_us_inclusive"), range.longs("timestamp_end_us_inclusive"));
  }

  /** Writes its fields. */
  void write(WireBuffer out) {
    out.writeLong(START, start.next());
    out.writeLong(END, end.next());
  }
}
