package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;

/**
 * The record at the end of a ZIP that says where its directory is, or the zip64 one before it.
 *
 * @param entryCount entries of the directory; negative where that is huge
 * @param directoryEnd where the directory has to end
 */
record ZipEnd(long entryCount, long directorySize, long directoryOffset, long directoryEnd) {
  private static final int SIGNATURE = 0x0605_4b50;
  private static final int LENGTH = 22;
  private static final int MAX_COMMENT_LENGTH = 0xFFFF;
  private static final int LOCATOR_SIGNATURE = 0x0706_4b50;
  private static final int LOCATOR_LENGTH = 20;
  private static final int WIDE_SIGNATURE = 0x0606_4b50;
  private static final int WIDE_LENGTH = 56;
  private static final int WIDE_LENGTH_COUNTED_FROM = 12;

  /** The last one of the archive, with nothing but its own comment behind it. */
  static ZipEnd find(MemberFile archive) {
    long size = archive.bytes().size();
    int tailLength = (int) Math.min(size, LENGTH + MAX_COMMENT_LENGTH);
    ByteBuffer tail = archive.read(size - tailLength, tailLength);
    for (int at = tailLength - LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == SIGNATURE) {
        int behind = tailLength - at - LENGTH - Short.toUnsignedInt(tail.getShort(at + 20));
        if (behind != 0) {
          throw archive.corrupt(
              behind > 0
                  ? "truncated, or not a ZIP alone: %d bytes follow its end".formatted(behind)
                  : "truncated: its comment lacks %d bytes".formatted(-behind));
        }
        return read(archive, tail.slice(at, LENGTH).order(tail.order()), size - tailLength + at);
      }
    }
    throw archive.corrupt(
        "not a ZIP, or truncated: no end of the central directory in its %d bytes".formatted(size));
  }

  private static ZipEnd read(MemberFile archive, ByteBuffer end, long position) {
    ZipEnd narrow =
        new ZipEnd(
            Short.toUnsignedInt(end.getShort(10)),
            Integer.toUnsignedLong(end.getInt(12)),
            Integer.toUnsignedLong(end.getInt(16)),
            position);
    long locator = position - LOCATOR_LENGTH;
    ByteBuffer bytes = locator < 0 ? null : archive.read(locator, LOCATOR_LENGTH);
    boolean wide = bytes != null && bytes.getInt(0) == LOCATOR_SIGNATURE;
    checkDisks(archive, end.getShort(4) | end.getShort(6), wide);
    if (bytes == null || !wide) {
      return narrow;
    }
    checkDisks(archive, bytes.getInt(4), false);
    ZipEnd real = readWide(archive, bytes.getLong(8), locator);
    narrow.checkAgainst(archive, real);
    return real;
  }

  private static ZipEnd readWide(MemberFile archive, long position, long locator) {
    if (position != locator - WIDE_LENGTH) {
      throw archive.corrupt(
          "zip64 end of the central directory is at %d, not right before its locator"
              .formatted(position));
    }
    ByteBuffer end = archive.read(position, WIDE_LENGTH);
    if (end.getInt(0) != WIDE_SIGNATURE
        || end.getLong(4) != WIDE_LENGTH - WIDE_LENGTH_COUNTED_FROM) {
      throw archive.corrupt("zip64 end of the central directory is missing");
    }
    checkDisks(archive, end.getInt(16) | end.getInt(20), false);
    return new ZipEnd(end.getLong(32), end.getLong(40), end.getLong(48), position);
  }

  private static void checkDisks(MemberFile archive, int disks, boolean leftOut) {
    if (disks != 0 && !(leftOut && (short) disks == WideNumbers.ELSEWHERE)) {
      throw archive.corrupt("spans several disks");
    }
  }

  /** Each number here is the wide one, or left out with all its bits set. */
  private void checkAgainst(MemberFile archive, ZipEnd wide) {
    boolean agrees =
        agrees(entryCount, wide.entryCount, 0xFFFF)
            && agrees(directorySize, wide.directorySize, 0xFFFF_FFFFL)
            && agrees(directoryOffset, wide.directoryOffset, 0xFFFF_FFFFL);
    if (!agrees) {
      throw archive.corrupt("has two ends of the central directory that differ");
    }
  }

  private static boolean agrees(long narrow, long wide, long leftOut) {
    return narrow == wide || narrow == leftOut;
  }
}
