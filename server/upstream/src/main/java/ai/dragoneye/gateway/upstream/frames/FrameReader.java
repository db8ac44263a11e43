package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.FrameObject;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames one after the other, and the objects of each one at a time: a frame may hold far
 * more objects than memory. To begin with it stands before its first frame.
 *
 * <p>Not thread-safe. Blocks on the disk. Methods that read throw an {@link
 * ai.dragoneye.gateway.upstream.UpstreamException} with Unavailable where the disk fails, and
 * IllegalStateException where the view is closed.
 */
public final class FrameReader {
  private final FrameDisk disk;
  private final AppearanceCache appearances;
  private final RecordCursor entries;
  private final RecordCursor observations;
  private final long frameCount;
  private long frameIndex;
  private long timestamp;
  private long upcomingTimestamp;
  private long firstObservation;
  private long nextObservation;
  private long endObservation;

  FrameReader(FrameDisk disk, FrameTable table, AppearanceCache appearances, long fromFrameIndex) {
    this.disk = disk;
    this.appearances = appearances;
    this.frameCount = table.count();
    this.frameIndex = fromFrameIndex - 1;
    this.entries = table.entriesFrom(fromFrameIndex);
    readUpcoming();
    this.nextObservation = endObservation;
    this.observations = table.observationsFrom(endObservation);
  }

  /** Moves to the next frame, whether its objects were read or not; false after the last one. */
  public boolean nextFrame() {
    disk.checkOpen();
    if (frameIndex + 1 >= frameCount) {
      frameIndex = frameCount;
      firstObservation = endObservation;
      goTo(endObservation);
      return false;
    }
    frameIndex++;
    timestamp = upcomingTimestamp;
    firstObservation = endObservation;
    goTo(firstObservation);
    readUpcoming();
    return true;
  }

  private void readUpcoming() {
    entries.next();
    upcomingTimestamp = FrameEntry.timestamp(entries);
    endObservation = FrameEntry.firstObservation(entries);
  }

  private void goTo(long observation) {
    if (nextObservation != observation) {
      observations.seek(observation * ObservationRecord.BYTES);
      nextObservation = observation;
    }
  }

  /** Place of the frame among all frames of the view, from 0. */
  public long frameIndex() {
    return frameIndex;
  }

  /** When the frame is, in microseconds. */
  public long timestampMicroseconds() {
    return timestamp;
  }

  /** How many objects the frame has; all of them, however many were read. */
  public long objectCount() {
    return endObservation - firstObservation;
  }

  /**
   * The next object of the frame by ascending object index, or null after the last one. Objects
   * whose categories are the same as a frame before may share them with it.
   */
  public @Nullable FrameObject nextObject() {
    disk.checkOpen();
    if (nextObservation == endObservation) {
      return null;
    }
    observations.next();
    nextObservation++;
    return object(observations.bytes(), observations.offset());
  }

  private FrameObject object(byte[] bytes, int offset) {
    FrameObject appearance = appearances.get(ObservationRecord.appearance(bytes, offset));
    return ObservationRecord.hasBox(bytes, offset)
        ? appearance.toBuilder().setObservation(ObservationRecord.box(bytes, offset)).build()
        : appearance;
  }

  /** Goes back to the first object of the frame: to look at all of them before sending one. */
  public void restartObjects() {
    goTo(firstObservation);
  }
}
