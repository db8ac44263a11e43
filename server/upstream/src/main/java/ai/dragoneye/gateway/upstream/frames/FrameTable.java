package ai.dragoneye.gateway.upstream.frames;

/**
 * Frames in order of time, and their observations.
 *
 * @param frames an entry for each frame and one for the end
 * @param observations records of all frames, one frame after the other
 * @param count number of frames
 */
record FrameTable(AppendFile frames, AppendFile observations, long count) {
  private static final int FRAMES_BUFFER_BYTES = 4 << 10;
  private static final int OBSERVATIONS_BUFFER_BYTES = 32 << 10;

  /** Memory in which one reader reads. */
  static final int READER_BYTES = FRAMES_BUFFER_BYTES + OBSERVATIONS_BUFFER_BYTES;

  /** Reads entries from the frame on. */
  RecordCursor entriesFrom(long frameIndex) {
    return new RecordCursor(
        frames,
        FrameEntry.BYTES,
        frameIndex * FrameEntry.BYTES,
        (count + 1) * FrameEntry.BYTES,
        FRAMES_BUFFER_BYTES);
  }

  /** Reads records from the observation on. */
  RecordCursor observationsFrom(long observation) {
    return new RecordCursor(
        observations,
        ObservationRecord.BYTES,
        observation * ObservationRecord.BYTES,
        observations.size(),
        OBSERVATIONS_BUFFER_BYTES);
  }
}
