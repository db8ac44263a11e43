package ai.dragoneye.gateway.upstream.frames;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges sorted runs, at most 256 at a time and no more than have a buffer of 64 KiB in the memory
 * for sorting (but two always): so often that one merge is left. Observations of the same time stay
 * in order of their runs.
 */
final class RunMerge {
  private static final int MAX_WAYS = 256;
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int INTERRUPTIBLE_AFTER = 1 << 14;

  private final FrameDisk disk;
  private final int memoryBytes;
  private final int ways;

  /** Takes observations in order of time, each as a range of an array that is only lent. */
  @FunctionalInterface
  interface Target {
    void accept(byte[] bytes, int offset);
  }

  RunMerge(FrameDisk disk, int memoryBytes) {
    this.disk = disk;
    this.memoryBytes = memoryBytes;
    this.ways = Math.clamp(memoryBytes / BUFFER_BYTES, 2, MAX_WAYS);
  }

  /** Hands all observations of the runs of one file over in order of time, and frees the file. */
  void merge(List<Run> runs, Target target) throws InterruptedException {
    List<Run> left = runs;
    while (left.size() > ways) {
      left = mergeGroups(left);
    }
    mergeOnce(left, target);
    left.getFirst().file().discard();
  }

  private List<Run> mergeGroups(List<Run> runs) throws InterruptedException {
    AppendFile file = disk.create();
    List<Run> merged = new ArrayList<>();
    for (int from = 0; from < runs.size(); from += ways) {
      long start = file.size();
      List<Run> group = runs.subList(from, Math.min(from + ways, runs.size()));
      mergeOnce(group, (bytes, offset) -> file.append(bytes, offset, ObservationRecord.BYTES));
      merged.add(new Run(file, start, file.size()));
    }
    file.finish();
    runs.getFirst().file().discard();
    return merged;
  }

  private void mergeOnce(List<Run> runs, Target target) throws InterruptedException {
    PriorityQueue<Head> heads = new PriorityQueue<>(Head.BY_TIME);
    for (int place = 0; place < runs.size(); place++) {
      Head head = new Head(runs.get(place).open(memoryBytes / runs.size()), place);
      if (head.next()) {
        heads.add(head);
      }
    }
    int untilCheck = INTERRUPTIBLE_AFTER;
    for (Head first = heads.poll(); first != null; first = heads.poll()) {
      untilCheck -= first.moveMoment(target);
      if (first.present) {
        heads.add(first);
      }
      if (untilCheck < 0) {
        untilCheck = INTERRUPTIBLE_AFTER;
        Interruption.check();
      }
    }
  }

  /** The observation of a run that comes next. */
  private static final class Head {
    static final Comparator<Head> BY_TIME =
        Comparator.<Head>comparingLong(head -> head.timestamp).thenComparingInt(head -> head.place);

    private final RecordCursor cursor;
    private final int place;
    private long timestamp;
    private boolean present;

    Head(RecordCursor cursor, int place) {
      this.cursor = cursor;
      this.place = place;
    }

    boolean next() {
      present = cursor.next();
      if (present) {
        timestamp = ObservationRecord.timestamp(cursor.bytes(), cursor.offset());
      }
      return present;
    }

    /** Hands all observations of one time over: none of a later run may come between them. */
    int moveMoment(Target target) {
      long moment = timestamp;
      int moved = 0;
      do {
        target.accept(cursor.bytes(), cursor.offset());
        moved++;
      } while (next() && timestamp == moment);
      return moved;
    }
  }
}
