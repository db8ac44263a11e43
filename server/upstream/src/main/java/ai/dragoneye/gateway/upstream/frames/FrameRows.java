package ai.dragoneye.gateway.upstream.frames;

/**
 * The rows of a table one frame after the other, and those of each frame one object at a time. To
 * begin with it stands before its first frame. Not thread-safe; blocks on the disk.
 */
final class FrameRows {
  private final RecordCursor entries;
  private final RecordCursor observations;
  private final long frameCount;
  private long frameIndex;
  private long timestamp;
  private long upcomingTimestamp;
  private long firstObservation;
  private long nextObservation;
  private long endObservation;

  FrameRows(FrameTable table, long fromFrameIndex) {
    this.frameCount = table.count();
    this.frameIndex = fromFrameIndex - 1;
    this.entries = table.entriesFrom(fromFrameIndex);
    readUpcoming();
    this.nextObservation = endObservation;
    this.observations = table.observationsFrom(endObservation);
  }

  /** Moves to the next frame, whether its objects were read or not; false after the last one. */
  boolean nextFrame() {
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

  /** Place of the frame among all of the table, from 0. */
  long frameIndex() {
    return frameIndex;
  }

  /** When the frame is, in microseconds. */
  long timestamp() {
    return timestamp;
  }

  /** Moves to the next object of the frame by ascending object index; false after the last one. */
  boolean nextObject() {
    if (nextObservation == endObservation) {
      return false;
    }
    observations.next();
    nextObservation++;
    return true;
  }

  /** Goes back to before the first object of the frame. */
  void restartObjects() {
    goTo(firstObservation);
  }

  /** The array in which the record of the object is; until the next object. */
  byte[] record() {
    return observations.bytes();
  }

  /** Where in the array the record starts. */
  int recordOffset() {
    return observations.offset();
  }

  /** Where the object's appearance is in its file. */
  long appearance() {
    return ObservationRecord.appearance(record(), recordOffset());
  }
}
