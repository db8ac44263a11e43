package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.MemoryShare;
import java.util.Arrays;

/** The observations of one object as records, in memory that is taken from a share. */
final class Track {
  /** The record and what it takes to put it in order: its key and three places. */
  private static final int BYTES_EACH = ObservationRecord.BYTES + Long.BYTES + 3 * Integer.BYTES;

  private static final int LEAST_RECORDS = 64;

  private final MemoryShare memory;
  private byte[] records = {};
  private int count;

  Track(MemoryShare memory) {
    this.memory = memory;
  }

  /** Begins that of another object. */
  void reset() {
    count = 0;
  }

  /** Number of observations. */
  int count() {
    return count;
  }

  /** Adds an empty record and tells where in {@link #records} it is. */
  int add() {
    int at = count * ObservationRecord.BYTES;
    if (at == records.length) {
      grow(Math.max(LEAST_RECORDS, count + (count >> 1)));
    }
    ObservationRecord.clear(records, at);
    count++;
    return at;
  }

  private void grow(int capacity) {
    memory.take((long) capacity * BYTES_EACH);
    records = Arrays.copyOf(records, capacity * ObservationRecord.BYTES);
    memory.give((long) count * BYTES_EACH);
  }

  /** All records; until the next change. */
  byte[] records() {
    return records;
  }

  /** Where the records are, in order of time. */
  int[] byTime() {
    long[] timestamps = new long[count];
    for (int record = 0; record < count; record++) {
      timestamps[record] = ObservationRecord.timestamp(records, record * ObservationRecord.BYTES);
    }
    int[] order = StableOrder.of(timestamps);
    for (int place = 0; place < count; place++) {
      order[place] *= ObservationRecord.BYTES;
    }
    return order;
  }
}
