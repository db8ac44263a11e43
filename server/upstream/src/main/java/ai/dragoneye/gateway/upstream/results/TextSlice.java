package ai.dragoneye.gateway.upstream.results;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

/** A name where it stands; changes with each that is read. */
final class TextSlice {
  private byte[] bytes = {};
  private int offset;
  private int length;
  private boolean utf8;

  /**
   * @param valid whether it is known to be UTF-8
   */
  void set(byte[] source, int from, int count, boolean valid) {
    bytes = source;
    offset = from;
    length = count;
    utf8 = valid;
  }

  byte[] bytes() {
    return bytes;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  boolean isUtf8() {
    return utf8 || isUtf8(bytes, offset, length);
  }

  /** The same bytes, not copied. */
  ByteString wrap() {
    return UnsafeByteOperations.unsafeWrap(bytes, offset, length);
  }

  static boolean isUtf8(byte[] bytes, int offset, int length) {
    return UnsafeByteOperations.unsafeWrap(bytes, offset, length).isValidUtf8();
  }
}
