package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Finds and reads the central directory of a ZIP, zip64 included. */
final class ZipDirectory {
  private static final int END_SIGNATURE = 0x0605_4b50;
  private static final int END_LENGTH = 22;
  private static final int MAX_COMMENT_LENGTH = 0xFFFF;
  private static final int ZIP64_LOCATOR_SIGNATURE = 0x0706_4b50;
  private static final int ZIP64_LOCATOR_LENGTH = 20;
  private static final int ZIP64_END_SIGNATURE = 0x0606_4b50;
  private static final int ZIP64_END_LENGTH = 56;

  private final MemberFile archive;

  private ZipDirectory(MemberFile archive) {
    this.archive = archive;
  }

  /** The entries of the archive, in its order. */
  static List<ZipMember> read(MemberFile archive) {
    ZipDirectory directory = new ZipDirectory(archive);
    return directory.entries(directory.locate());
  }

  private record Location(long count, long offset, long size, long end) {}

  private Location locate() {
    long size = archive.bytes().size();
    int tailLength = (int) Math.min(size, END_LENGTH + MAX_COMMENT_LENGTH);
    ByteBuffer tail = archive.read(size - tailLength, tailLength);
    for (int at = tailLength - END_LENGTH; at >= 0; at--) {
      // The comment has to end with the archive: the signature alone may stand inside a comment.
      if (tail.getInt(at) == END_SIGNATURE
          && at + END_LENGTH + Short.toUnsignedInt(tail.getShort(at + 20)) == tailLength) {
        return locate(tail.slice(at, END_LENGTH).order(tail.order()), size - tailLength + at);
      }
    }
    throw archive.corrupt(
        "not a ZIP, or truncated: no end of the central directory in its %d bytes".formatted(size));
  }

  private Location locate(ByteBuffer end, long position) {
    long locator = position - ZIP64_LOCATOR_LENGTH;
    if (locator >= 0) {
      ByteBuffer bytes = archive.read(locator, ZIP64_LOCATOR_LENGTH);
      if (bytes.getInt(0) == ZIP64_LOCATOR_SIGNATURE) {
        return locateZip64(bytes.getLong(8), locator);
      }
    }
    return new Location(
        Short.toUnsignedInt(end.getShort(10)),
        Integer.toUnsignedLong(end.getInt(16)),
        Integer.toUnsignedLong(end.getInt(12)),
        position);
  }

  private Location locateZip64(long position, long locator) {
    if (position < 0 || position > locator - ZIP64_END_LENGTH) {
      throw archive.corrupt("zip64 end of the central directory is outside the archive");
    }
    ByteBuffer end = archive.read(position, ZIP64_END_LENGTH);
    if (end.getInt(0) != ZIP64_END_SIGNATURE) {
      throw archive.corrupt("zip64 end of the central directory is missing");
    }
    return new Location(end.getLong(32), end.getLong(48), end.getLong(40), position);
  }

  private List<ZipMember> entries(Location directory) {
    long end = directory.end();
    long offset = directory.offset();
    if (offset < 0 || offset > end || directory.size() != end - offset) {
      throw archive.corrupt("central directory is not where its end says");
    }
    archive.checkBound(directory.count(), "members", archive.bounds().members());
    List<ZipMember> members = new ArrayList<>();
    long position = offset;
    for (long i = 0; i < directory.count(); i++) {
      ByteBuffer fixed = readEntry(position, ZipMember.FIXED_LENGTH, end);
      if (!ZipMember.isEntry(fixed)) {
        throw archive.corrupt("entry %d of the central directory is broken".formatted(i));
      }
      int length = ZipMember.variableLength(fixed);
      members.add(
          ZipMember.parse(fixed, readEntry(position + ZipMember.FIXED_LENGTH, length, end)));
      position += ZipMember.FIXED_LENGTH + length;
    }
    return members;
  }

  private ByteBuffer readEntry(long position, int length, long end) {
    if (length > end - position) {
      throw archive.corrupt("central directory is truncated");
    }
    return archive.read(position, length);
  }
}
