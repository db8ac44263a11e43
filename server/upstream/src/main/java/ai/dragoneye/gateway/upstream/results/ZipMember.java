package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An entry of a ZIP's central directory. Numbers are as they stand there: nothing is checked yet.
 *
 * @param name byte for byte as ISO 8859-1, so that names differ wherever their bytes do
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

  /** CRC and sizes stand behind the content, and may be missing before it. */
  static final int DESCRIPTOR_FLAG = 1 << 3;

  static final int PATCH_FLAG = 1 << 5;

  /** The content, or parts of the directory, are encrypted in one way or another. */
  static final int ENCRYPTED_FLAGS = 1 | 1 << 6 | 1 << 13;

  private static final int SIGNATURE = 0x0201_4b50;

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
    WideNumbers wide = WideNumbers.in(variable.slice(name.length, unsignedShort(fixed, 30)));
    long size = wide.widen(fixed.getInt(24));
    long storedSize = wide.widen(fixed.getInt(20));
    long headerOffset = wide.widen(fixed.getInt(42));
    return new ZipMember(
        new String(name, StandardCharsets.ISO_8859_1),
        unsignedShort(fixed, 8),
        unsignedShort(fixed, 10),
        fixed.getInt(16),
        storedSize,
        size,
        headerOffset);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private static int unsignedShort(ByteBuffer bytes, int index) {
    return Short.toUnsignedInt(bytes.getShort(index));
  }
}
