package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.MemoryShare;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.util.Arrays;

/** Encodes messages into memory that grows with them and is taken from a share. */
final class PieceBuffer {
  private static final int LEAST_BYTES = 4 << 10;

  private final MemoryShare memory;
  private byte[] bytes = {};
  private int size;

  PieceBuffer(MemoryShare memory) {
    this.memory = memory;
  }

  /** Begins anew. */
  void reset() {
    size = 0;
  }

  /** Bytes encoded so far. */
  int size() {
    return size;
  }

  /** The bytes, from the beginning of the array on; they stay until the next change. */
  byte[] bytes() {
    return bytes;
  }

  /** Size of a message as a field of another. */
  static int framedSize(int field, int length) {
    return CodedOutputStream.computeTagSize(field)
        + CodedOutputStream.computeUInt32SizeNoTag(length)
        + length;
  }

  /** A field that is left out where it is zero. */
  void int64(int field, long value) {
    if (value != 0) {
      tag(field, WireFormat.WIRETYPE_VARINT);
      varint(value);
    }
  }

  /** A field that is left out where all of its bits are zero. */
  void float64(int field, double value) {
    long bits = Double.doubleToRawLongBits(value);
    if (bits != 0) {
      tag(field, WireFormat.WIRETYPE_FIXED64);
      grow(Long.BYTES);
      ObservationRecord.putLong(bytes, size, bits);
      size += Long.BYTES;
    }
  }

  /** What comes before a message that is a field. */
  void frame(int field, int length) {
    tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    varint(length);
  }

  /** What is encoded already. */
  void raw(byte[] source, int from, int to) {
    grow(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  /** Gives the memory back. */
  void free() {
    memory.give(bytes.length);
    bytes = new byte[0];
    size = 0;
  }

  private void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private void varint(long value) {
    grow(10);
    long left = value;
    while ((left & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  private void grow(int more) {
    int needed = size + more;
    if (needed > bytes.length) {
      int larger = Math.max(Math.max(LEAST_BYTES, needed), bytes.length * 2);
      memory.take(larger);
      int before = bytes.length;
      bytes = Arrays.copyOf(bytes, larger);
      memory.give(before);
    }
  }
}
