package ai.dragoneye.gateway.upstream.results;

/** The columns of a time range. */
record RangeColumns(LongColumn start, LongColumn end) {
  static RangeColumns of(StructFields range) {
    return new RangeColumns(
        range.longs("timestamp_start_us_inclusive"), range.longs("timestamp_end_us_inclusive"));
  }
}
