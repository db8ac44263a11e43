package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.MemoryShare;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes observations in order of their objects and writes them as sorted runs, each as large as the
 * memory allows. Observations of the same time stay in order.
 */
final class ObservationSorter {
  private static final int RECORD = ObservationRecord.BYTES;
  private static final int BLOCK_RECORDS = 1024;
  // The record, its key, and three places: two orders and the start of a stretch of its own.
  private static final int BYTES_TO_SORT = RECORD + Long.BYTES + 3 * Integer.BYTES;
  // About 1 MiB: with less there would be too many runs.
  private static final int LEAST_RECORDS = 13 * BLOCK_RECORDS;

  private final AppendFile file;
  private final MemoryShare memory;
  private final int mostRecords;
  private final List<byte[]> blocks = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private int capacity;
  private int count;

  /**
   * @param memoryBytes the most to use; less, but no less than 1 MiB of it, where others hold it
   * @param memory of which it is taken, and which keeps it
   */
  ObservationSorter(AppendFile file, int memoryBytes, MemoryShare memory) {
    this.file = file;
    this.memory = memory;
    this.mostRecords = memoryBytes / BYTES_TO_SORT;
    this.capacity = Math.min(mostRecords, LEAST_RECORDS);
    memory.take(memoryBytes());
  }

  /** Memory taken so far. */
  int memoryBytes() {
    return capacity * BYTES_TO_SORT;
  }

  /** Takes a copy of a record. */
  void add(byte[] record, int at) {
    if (count == blocks.size() * BLOCK_RECORDS) {
      blocks.add(new byte[Math.min(BLOCK_RECORDS, mostRecords - count) * RECORD]);
    }
    System.arraycopy(record, at, block(count), offset(count), RECORD);
    count++;
    if (count == capacity && !extend()) {
      writeRun();
    }
  }

  private boolean extend() {
    int more = Math.min(BLOCK_RECORDS, mostRecords - capacity);
    boolean taken = more > 0 && memory.tryTake((long) more * BYTES_TO_SORT);
    capacity += taken ? more : 0;
    return taken;
  }

  /**
   * The runs, in the order in which their observations came; at least one. Nothing can be added any
   * more.
   */
  List<Run> finish() {
    if (count > 0 || runs.isEmpty()) {
      writeRun();
    }
    blocks.clear();
    file.finish();
    return runs;
  }

  private void writeRun() {
    long start = file.size();
    for (int record : StableOrder.of(timestamps())) {
      file.append(block(record), offset(record), RECORD);
    }
    runs.add(new Run(file, start, file.size()));
    count = 0;
  }

  private long[] timestamps() {
    long[] timestamps = new long[count];
    for (int record = 0; record < count; record++) {
      timestamps[record] = ObservationRecord.timestamp(block(record), offset(record));
    }
    return timestamps;
  }

  private byte[] block(int record) {
    return blocks.get(record / BLOCK_RECORDS);
  }

  private static int offset(int record) {
    return record % BLOCK_RECORDS * RECORD;
  }
}
