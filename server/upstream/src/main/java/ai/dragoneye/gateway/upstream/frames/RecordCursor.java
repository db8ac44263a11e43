package ai.dragoneye.gateway.upstream.frames;

/** Reads the records of a range of a file one after the other, as many at a time as it may. */
final class RecordCursor {
  private final AppendFile file;
  private final int recordBytes;
  private final long end;
  private final byte[] buffer;
  private long bufferStart;
  private int bufferLength;
  private int offset;

  /**
   * Stands before the first record.
   *
   * @param start byte at which the first record starts
   * @param end byte at which the last one has ended
   * @param bufferBytes memory to use; at least one record is read at a time
   */
  RecordCursor(AppendFile file, int recordBytes, long start, long end, int bufferBytes) {
    this.file = file;
    this.recordBytes = recordBytes;
    this.end = end;
    long most = Math.min(bufferBytes, end - start) / recordBytes * recordBytes;
    this.buffer = new byte[(int) Math.max(recordBytes, most)];
    this.bufferStart = start;
    this.offset = -recordBytes;
  }

  /** Moves to the next record; false after the last one. */
  boolean next() {
    offset += recordBytes;
    if (offset < bufferLength) {
      return true;
    }
    bufferStart += offset;
    offset = 0;
    bufferLength = (int) Math.min(buffer.length, end - bufferStart);
    if (bufferLength > 0) {
      file.read(bufferStart, buffer, 0, bufferLength);
    }
    return bufferLength > 0;
  }

  /** Goes to right before the record that starts at the byte. */
  void seek(long position) {
    long within = position - bufferStart;
    if (within >= 0 && within < bufferLength) {
      offset = (int) within - recordBytes;
    } else {
      bufferStart = position;
      bufferLength = 0;
      offset = -recordBytes;
    }
  }

  /** The array in which the record is. */
  byte[] bytes() {
    return buffer;
  }

  /** Where in the array it starts. */
  int offset() {
    return offset;
  }
}
