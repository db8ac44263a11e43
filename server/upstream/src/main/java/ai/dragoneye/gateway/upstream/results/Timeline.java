package ai.dragoneye.gateway.upstream.results;

import java.util.Arrays;
import org.apache.parquet.format.RowGroup;

/** Reads the timestamps of all processed frames. */
final class Timeline {
  private static final int FIRST_ROWS = 64;

  private final ReaderMemory memory;
  private long[] timestamps = {};
  private int count;

  private Timeline(ReaderMemory memory) {
    this.memory = memory;
  }

  /** Them in microseconds, ascending. */
  static long[] read(MemberContent content, DecodeMemory budget) {
    try (ReaderMemory memory = new ReaderMemory(budget, content.name());
        PageCodecs codecs = new PageCodecs(memory)) {
      MemberFile file = content.load(memory);
      Timeline timeline = new Timeline(memory);
      ParquetFooter footer = ParquetFooter.read(file, memory);
      timeline.readRows(new TableColumns(file, footer, memory, codecs));
      return timeline.sorted();
    }
  }

  private void readRows(TableColumns columns) {
    LongColumn column = columns.root().longs("timestamp_microseconds");
    TableRows rows = new TableRows(columns);
    long rowCount = columns.rowGroups().stream().mapToLong(RowGroup::getNum_rows).sum();
    for (long row = 0; row < rowCount; row++) {
      rows.moveTo(row);
      rows.decode(
          () -> {
            add(column.next());
            return true;
          });
      rows.endRow();
    }
  }

  /** Grows with what there is, not with what a footer says. */
  private void add(long timestamp) {
    if (count == timestamps.length) {
      int grown = Math.max(FIRST_ROWS, 2 * count);
      memory.take((long) grown * Long.BYTES);
      timestamps = Arrays.copyOf(timestamps, grown);
      memory.give((long) count * Long.BYTES);
    }
    timestamps[count++] = timestamp;
  }

  private long[] sorted() {
    memory.take((long) count * Long.BYTES);
    Arrays.sort(timestamps, 0, count);
    return Arrays.copyOf(timestamps, count);
  }
}
