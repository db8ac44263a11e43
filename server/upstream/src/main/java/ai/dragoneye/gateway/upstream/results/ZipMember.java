package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An entry of a ZIP's central directory. Numbers are as they stand there: nothing is checked yet.
 *
 * @param crc CRC-32 of the content
 * @param storedSize size in the archive
 * @param size size of the content
 * @param headerOffset where its local header stands
 */
record ZipMember(
    String name, int flags, int method, int crc, long storedSize, long size, long headerOffset) {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  /** Length of a directory entry without its name, extra field and comment. */
  static final int FIXED_LENGTH = 46;

  private static final int SIGNATURE = 0x0201_4b50;
  private static final int ENCRYPTED_FLAG = 1;
  private static final int ZIP64_EXTRA = 1;
  private static final int WIDE_ELSEWHERE = -1;

  static boolean isEntry(ByteBuffer fixed) {
    return fixed.getInt(0) == SIGNATURE;
  }

  /** Length of the name, extra field and comment behind the fixed part. */
  static int variableLength(ByteBuffer fixed) {
    return unsignedShort(fixed, 28) + unsignedShort(fixed, 30) + unsignedShort(fixed, 32);
  }

  static ZipMember parse(ByteBuffer fixed, ByteBuffer variable) {
    byte[] name = new byte[unsignedShort(fixed, 28)];
    variable.get(0, name);
    ByteBuffer wide = zip64Extra(variable.slice(name.length, unsignedShort(fixed, 30)));
    // The extra field holds only those that do not fit the fixed part, in this order.
    long size = widen(fixed.getInt(24), wide);
    long storedSize = widen(fixed.getInt(20), wide);
    long headerOffset = widen(fixed.getInt(42), wide);
    return new ZipMember(
        new String(name, StandardCharsets.UTF_8),
        unsignedShort(fixed, 8),
        unsignedShort(fixed, 10),
        fixed.getInt(16),
        storedSize,
        size,
        headerOffset);
  }

  boolean encrypted() {
    return (flags & ENCRYPTED_FLAG) != 0;
  }

  private static ByteBuffer zip64Extra(ByteBuffer extra) {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
      if (id == ZIP64_EXTRA) {
        return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + length);
    }
    return extra.position(extra.limit());
  }

  private static long widen(int narrow, ByteBuffer wide) {
    boolean isWide = narrow == WIDE_ELSEWHERE && wide.remaining() >= Long.BYTES;
    return isWide ? wide.getLong() : Integer.toUnsignedLong(narrow);
  }

  private static int unsignedShort(ByteBuffer bytes, int index) {
    return Short.toUnsignedInt(bytes.getShort(index));
  }
}
