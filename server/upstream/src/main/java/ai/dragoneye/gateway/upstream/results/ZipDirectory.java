package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The central directory of a ZIP, zip64 included. Where readers of ZIPs are known to differ about
 * what an archive holds, it is refused: bytes before the first member or behind the end that the
 * offsets do not count, counts and sizes that contradict each other, several disks.
 *
 * @param entries in the order of the directory
 * @param offset where it starts, and so all contents end
 */
record ZipDirectory(List<ZipMember> entries, long offset) {
  /** Reads that of an archive. */
  static ZipDirectory read(MemberFile archive) {
    ZipEnd end = ZipEnd.find(archive);
    long available = end.directoryEnd() - end.directorySize();
    if (end.directoryOffset() < 0 || available != end.directoryOffset()) {
      throw archive.corrupt(
          "central directory is not where its end says: %d bytes are before it, not %d"
              .formatted(available, end.directoryOffset()));
    }
    archive.checkBound(end.entryCount(), "members", archive.bounds().members());
    return new ZipDirectory(new EntryReader(archive, end).readAll(), end.directoryOffset());
  }

  private record EntryReader(MemberFile archive, ZipEnd end) {
    List<ZipMember> readAll() {
      List<ZipMember> entries = new ArrayList<>();
      long position = end.directoryOffset();
      for (long i = 0; i < end.entryCount(); i++) {
        ByteBuffer fixed = read(position, ZipMember.FIXED_LENGTH);
        if (!ZipMember.isEntry(fixed)) {
          throw archive.corrupt("entry %d of the central directory is broken".formatted(i));
        }
        int length = ZipMember.variableLength(fixed);
        entries.add(ZipMember.parse(fixed, read(position + ZipMember.FIXED_LENGTH, length)));
        position += ZipMember.FIXED_LENGTH + length;
      }
      if (position != end.directoryEnd()) {
        throw archive.corrupt(
            "central directory goes on after its %d entries".formatted(end.entryCount()));
      }
      return entries;
    }

    private ByteBuffer read(long position, int length) {
      if (length > end.directoryEnd() - position) {
        throw archive.corrupt("central directory is truncated");
      }
      return archive.read(position, length);
    }
  }
}
