package ai.dragoneye.gateway.upstream.frames;

/** A frame in 16 bytes: its time and its first observation; the next entry says where it ends. */
final class FrameEntry {
  static final int BYTES = 16;

  private FrameEntry() {}

  static void append(AppendFile frames, long timestamp, long firstObservation) {
    byte[] entry = new byte[BYTES];
    ObservationRecord.putLong(entry, 0, timestamp);
    ObservationRecord.putLong(entry, Long.BYTES, firstObservation);
    frames.append(entry, 0, BYTES);
  }

  static long timestamp(RecordCursor frames) {
    return ObservationRecord.getLong(frames.bytes(), frames.offset());
  }

  static long firstObservation(RecordCursor frames) {
    return ObservationRecord.getLong(frames.bytes(), frames.offset() + Long.BYTES);
  }
}
