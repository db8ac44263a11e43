package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.VideoBboxObservation;
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

  private final AppendFile file;
  private final int capacity;
  private final List<byte[]> blocks = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private int count;

  ObservationSorter(AppendFile file, int memoryBytes) {
    this.file = file;
    this.capacity = memoryBytes / BYTES_TO_SORT;
  }

  /** Takes an observation of the object that looks as the appearance says. */
  void add(VideoBboxObservation seen, long appearance) {
    if (count == blocks.size() * BLOCK_RECORDS) {
      blocks.add(new byte[Math.min(BLOCK_RECORDS, capacity - count) * RECORD]);
    }
    ObservationRecord.write(block(count), offset(count), seen, appearance);
    count++;
    if (count == capacity) {
      writeRun();
    }
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
