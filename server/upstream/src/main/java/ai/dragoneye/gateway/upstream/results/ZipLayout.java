package ai.dragoneye.gateway.upstream.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the contents of all members, and refuses archives in which a reader could see something
 * else than the directory says: members that overlap each other or the directory, and local headers
 * that disagree with it.
 */
final class ZipLayout {
  private final MemberFile archive;
  private final long directoryOffset;

  private ZipLayout(MemberFile archive, long directoryOffset) {
    this.archive = archive;
    this.directoryOffset = directoryOffset;
  }

  /**
   * A member and where its content stands.
   *
   * @param index its place in the directory
   * @param content its bytes as they are stored
   */
  record Placed(int index, ZipMember entry, SourceWindow content) {
    long end() {
      return content.offset() + content.size();
    }
  }

  static List<Placed> check(MemberFile archive, ZipDirectory directory) {
    ZipLayout layout = new ZipLayout(archive, directory.offset());
    List<Placed> members = new ArrayList<>();
    for (int i = 0; i < directory.entries().size(); i++) {
      members.add(layout.place(i, directory.entries().get(i)));
    }
    layout.checkOverlaps(members);
    return members;
  }

  private Placed place(int index, ZipMember entry) {
    ZipLocalHeader header = ZipLocalHeader.read(archive, entry.headerOffset(), directoryOffset);
    if (header == null) {
      throw archive.corrupt("member %d has no local header before the directory".formatted(index));
    }
    String disagreement = header.disagreement(entry);
    if (disagreement != null) {
      throw archive.corrupt(
          "member %d and its local header disagree about its %s".formatted(index, disagreement));
    }
    long size = entry.storedSize();
    if (size < 0 || size > directoryOffset - header.contentOffset()) {
      throw archive.corrupt("member %d reaches into the directory".formatted(index));
    }
    return new Placed(
        index, entry, new SourceWindow(archive.bytes(), header.contentOffset(), size));
  }

  private void checkOverlaps(List<Placed> members) {
    List<Placed> ordered = new ArrayList<>(members);
    ordered.sort(Comparator.comparingLong(member -> member.entry().headerOffset()));
    for (int i = 1; i < ordered.size(); i++) {
      Placed member = ordered.get(i);
      Placed before = ordered.get(i - 1);
      if (before.end() > member.entry().headerOffset()) {
        throw archive.corrupt(
            "members %d and %d overlap".formatted(before.index(), member.index()));
      }
    }
  }
}
