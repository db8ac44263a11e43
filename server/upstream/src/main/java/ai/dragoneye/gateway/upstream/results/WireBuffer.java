package ai.dragoneye.gateway.upstream.results;

/**
 * Writes fields of protobuf messages as the generated classes serialize them: in order, none that
 * has the default value. Tags have one byte. Grows as needed, out of reserved memory.
 */
final class WireBuffer {

  /** Room for any few fields without strings, and the beginnings of messages around them. */
  static final int SCALAR_BYTES = 128;

  private static final int MAX_VARINT_BYTES = 10;

  private static final int FIRST_BYTES = 1 << 12;

  private final Scratch scratch;
  private byte[] bytes;
  private int position;

  WireBuffer(ReaderMemory memory) {
    this.scratch = new Scratch(memory);
    this.bytes = scratch.atLeast(FIRST_BYTES);
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  void position(int newPosition) {
    position = newPosition;
  }

  /** Makes sure that so many bytes can be written without looking. */
  void ensure(int room) {
    if (bytes.length - Scratch.SLACK - position < room) {
      bytes = scratch.extend(Math.addExact(position, room), position);
    }
  }

  void writeByte(int value) {
    bytes[position++] = (byte) value;
  }

  /** An integer field, left out where it is 0. */
  void writeLong(int tag, long value) {
    if (value != 0) {
      writeByte(tag);
      writeVarint(value);
    }
  }

  /** A double field by its bits, left out where it is 0.0; -0.0 is another. */
  void writeDouble(int tag, long bits) {
    if (bits != 0) {
      bytes[position] = (byte) tag;
      LittleEndian.putLong(bytes, position + 1, bits);
      position += 1 + Double.BYTES;
    }
  }

  void writeVarint(long value) {
    long rest = value;
    byte[] target = bytes;
    int at = position;
    while ((rest & ~0x7FL) != 0) {
      target[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[at++] = (byte) rest;
    position = at;
  }

  /** A string field, left out where it is empty. Finds room for itself. */
  void writeText(int tag, TextSlice text) {
    int length = text.length();
    if (length > 0) {
      ensure(length + MAX_VARINT_BYTES);
      writeByte(tag);
      writeVarint(length);
      System.arraycopy(text.bytes(), text.offset(), bytes, position, length);
      position += length;
    }
  }

  /** Copies what fits the room that was made sure of. */
  void write(byte[] source, int from, int length) {
    System.arraycopy(source, from, bytes, position, length);
    position += length;
  }

  /**
   * Begins a message within the message.
   *
   * @return what {@link #end} needs
   */
  int begin(int tag) {
    writeByte(tag);
    return ++position;
  }

  /** Ends it: its length takes the byte left for it, and more where it needs more. */
  void end(int start) {
    int length = position - start;
    int more = bytesBeyondFirst(length);
    if (more > 0) {
      ensure(more);
      System.arraycopy(bytes, start, bytes, start + more, length);
    }
    position = start - 1;
    writeVarint(length);
    position += length;
  }

  /** Ends a message that is known to be shorter than 128 bytes. */
  void endShort(int start) {
    bytes[start - 1] = (byte) (position - start);
  }

  /** What a length takes beyond the byte that {@link #begin} leaves for it. */
  static int bytesBeyondFirst(int length) {
    int more = 0;
    for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
      more++;
    }
    return more;
  }
}
