package ai.dragoneye.gateway.upstream.frames;

/** A range of a file in which observations are in order of time. */
record Run(AppendFile file, long start, long end) {
  RecordCursor open(int bufferBytes) {
    return new RecordCursor(file, ObservationRecord.BYTES, start, end, bufferBytes);
  }
}
