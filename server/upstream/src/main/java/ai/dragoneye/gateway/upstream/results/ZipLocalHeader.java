package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a member's content, and says of it again what the directory does.
 *
 * @param contentOffset where the content starts
 */
record ZipLocalHeader(
    String name, int flags, int method, int crc, long storedSize, long size, long contentOffset) {
  private static final int SIGNATURE = 0x0403_4b50;
  private static final int FIXED_LENGTH = 30;
  private static final int CHECKED_FLAGS =
      ZipMember.ENCRYPTED_FLAGS | ZipMember.DESCRIPTOR_FLAG | ZipMember.PATCH_FLAG;

  /** Null where there is none, or it goes on behind {@code end}. */
  static @Nullable ZipLocalHeader read(MemberFile archive, long offset, long end) {
    if (offset < 0 || offset > end - FIXED_LENGTH) {
      return null;
    }
    ByteBuffer fixed = archive.read(offset, FIXED_LENGTH);
    int nameLength = Short.toUnsignedInt(fixed.getShort(26));
    int extraLength = Short.toUnsignedInt(fixed.getShort(28));
    long contentOffset = offset + FIXED_LENGTH + nameLength + extraLength;
    if (fixed.getInt(0) != SIGNATURE || contentOffset > end) {
      return null;
    }
    ByteBuffer variable = archive.read(offset + FIXED_LENGTH, nameLength + extraLength);
    byte[] name = new byte[nameLength];
    variable.get(0, name);
    WideNumbers wide = WideNumbers.in(variable.slice(nameLength, extraLength));
    long size = wide.widen(fixed.getInt(22));
    long storedSize = wide.widen(fixed.getInt(18));
    return new ZipLocalHeader(
        new String(name, StandardCharsets.ISO_8859_1),
        Short.toUnsignedInt(fixed.getShort(6)),
        Short.toUnsignedInt(fixed.getShort(8)),
        fixed.getInt(14),
        storedSize,
        size,
        contentOffset);
  }

  /** In what it differs from the entry of the directory, or null. */
  @Nullable String disagreement(ZipMember entry) {
    if (!name.equals(entry.name())) {
      return "name";
    }
    if ((flags & CHECKED_FLAGS) != (entry.flags() & CHECKED_FLAGS)) {
      return "flags";
    }
    if (method != entry.method()) {
      return "compression method";
    }
    if (!agrees(Integer.toUnsignedLong(crc), Integer.toUnsignedLong(entry.crc()))) {
      return "CRC-32";
    }
    if (!agrees(storedSize, entry.storedSize())) {
      return "stored size";
    }
    return agrees(size, entry.size()) ? null : "size";
  }

  /** Writers that stream leave numbers out here; then all bits are zero, or all are one. */
  private boolean agrees(long here, long there) {
    boolean leftOut = here == 0 || here == Integer.toUnsignedLong(WideNumbers.ELSEWHERE);
    return here == there || (leftOut && (flags & ZipMember.DESCRIPTOR_FLAG) != 0);
  }
}
