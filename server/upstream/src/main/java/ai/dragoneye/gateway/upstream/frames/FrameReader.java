package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.v1.TimestampRange;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a view as encoded messages, one frame at a time, each in pieces: the bytes that the
 * generated class would serialize. A frame may hold far more objects than memory. To begin with it
 * stands before its first frame.
 *
 * <p>A frame passes a filter where its time is in the time range and one of its objects has a
 * category that fulfils all conditions on categories together.
 *
 * <p>Not thread-safe. Blocks on the disk. Methods that read throw an {@link
 * ai.dragoneye.gateway.upstream.UpstreamException} with Unavailable where the disk fails, with
 * NoRoom where there is no memory, and IllegalStateException where the view is closed.
 */
public final class FrameReader implements AutoCloseable {
  private final FrameDisk disk;
  private final FrameRows rows;
  private final AppearanceCache appearances;
  private final ObjectFilter filter;
  private final @Nullable AppearanceFilter categories;
  private final FrameCut cut;
  private final MemoryShare memory;
  // What the object takes that was read last.
  private final MemoryShare objectMemory;
  private long readCount;

  FrameReader(
      FrameDisk disk,
      FrameRows rows,
      AppearanceCache appearances,
      Selection selection,
      DecodeMemory budget) {
    this.disk = disk;
    this.rows = rows;
    this.appearances = appearances;
    this.filter = selection.filter;
    this.categories = filter.isAnyCategory() ? null : new AppearanceFilter(filter, appearances);
    this.memory = new MemoryShare(budget);
    this.objectMemory = new MemoryShare(budget);
    this.cut = new FrameCut(selection.pieceBytes, memory, this::nextObject);
    memory.take(FrameTable.READER_BYTES + (categories == null ? 0 : AppearanceFilter.BYTES));
  }

  /** What is asked for, and in what size. */
  record Selection(ObjectFilter filter, int pieceBytes) {}

  /**
   * Moves to the next frame that passes the filter, whether its pieces were read or not; false
   * after the last one.
   *
   * @throws InterruptedException soon after an interrupt, also while nothing passes
   */
  public boolean next() throws InterruptedException {
    disk.checkOpen();
    cut.end();
    while (rows.nextFrame()) {
      Interruption.check();
      readCount++;
      if (passes()) {
        cut.begin(rows.timestamp());
        return true;
      }
    }
    return false;
  }

  private boolean passes() {
    return isWanted(rows.timestamp(), filter.timeRange())
        && (categories == null || anyObjectPasses(categories));
  }

  private static boolean isWanted(long timestamp, @Nullable TimestampRange wanted) {
    return wanted == null
        || (timestamp >= wanted.getTimestampStartUsInclusive()
            && timestamp <= wanted.getTimestampEndUsInclusive());
  }

  private boolean anyObjectPasses(AppearanceFilter conditions) {
    boolean passes = false;
    while (!passes && rows.nextObject()) {
      passes = conditions.passes(rows.appearance(), objectMemory);
      objectMemory.close();
    }
    rows.restartObjects();
    return passes;
  }

  private @Nullable ShownObject nextObject() {
    objectMemory.close();
    if (!rows.nextObject()) {
      return null;
    }
    Appearance appearance = appearances.get(rows.appearance(), objectMemory);
    return new ShownObject(appearance, rows.record(), rows.recordOffset());
  }

  /** Place of the frame among all frames of the view, from 0, counted before any filter. */
  public long index() {
    return rows.frameIndex();
  }

  /** When the frame is, in microseconds. */
  public long timestampMicroseconds() {
    return rows.timestamp();
  }

  /** Frames read so far, from the start that was asked for on, whether they passed or not. */
  public long readCount() {
    return readCount;
  }

  /**
   * The next piece of the frame, or null after its last one. Objects come by ascending object
   * index. Concatenated repeated fields of all pieces make the frame, as {@link FramePiece} says.
   */
  public @Nullable FramePiece nextPiece() {
    disk.checkOpen();
    return cut.next();
  }

  /** Gives the memory back. Idempotent. */
  @Override
  public void close() {
    objectMemory.close();
    memory.close();
  }
}
