package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.results.ZipLayout.Placed;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** Finds the members of a ZIP and verifies their checksums; nothing is ever unpacked to disk. */
final class ZipArchive {
  private static final String NAME = "result archive";
  private static final int CHUNK_BYTES = 1 << 16;

  private final MemberFile archive;
  private final List<Placed> members;

  private ZipArchive(MemberFile archive, List<Placed> members) {
    this.archive = archive;
    this.members = members;
  }

  static ZipArchive open(ByteSource source, DecodeBounds bounds) {
    MemberFile archive = new MemberFile(NAME, source, bounds);
    return new ZipArchive(archive, ZipLayout.check(archive, ZipDirectory.read(archive)));
  }

  /**
   * The member of exactly that name, its checksum verified; empty where the archive has none. Names
   * are only ever compared: one with a path, another case or a NUL is another one.
   */
  Optional<MemberContent> member(String name) {
    List<Placed> found =
        members.stream().filter(member -> member.entry().name().equals(name)).toList();
    if (found.size() > 1) {
      throw corrupt(name, "occurs %d times".formatted(found.size()));
    }
    return found.stream().findFirst().map(this::open);
  }

  private MemberContent open(Placed member) {
    ZipMember entry = member.entry();
    if (entry.has(ZipMember.ENCRYPTED_FLAGS)) {
      throw corrupt(entry.name(), "is encrypted");
    }
    if (entry.has(ZipMember.PATCH_FLAG)) {
      throw corrupt(entry.name(), "is a patch");
    }
    MemberFile stored = new MemberFile(entry.name(), member.content(), archive.bounds());
    return switch (entry.method()) {
      case ZipMember.STORED -> openStored(entry, stored);
      case ZipMember.DEFLATED -> openDeflated(entry, stored);
      default ->
          throw corrupt(
              entry.name(),
              "uses compression method %d, only stored and deflated are read"
                  .formatted(entry.method()));
    };
  }

  private static MemberContent openStored(ZipMember entry, MemberFile stored) {
    if (entry.size() != entry.storedSize()) {
      throw corrupt(entry.name(), "is stored but has two sizes");
    }
    checkChecksum(entry, checksum(stored));
    return new MemberContent.Stored(stored);
  }

  private static MemberContent openDeflated(ZipMember entry, MemberFile stored) {
    MemberInflater inflater = MemberInflater.of(stored, entry.size());
    checkChecksum(entry, inflater.checksum());
    return new MemberContent.Deflated(inflater);
  }

  private static int checksum(MemberFile content) {
    CRC32 crc = new CRC32();
    long size = content.bytes().size();
    for (long position = 0; position < size; position += CHUNK_BYTES) {
      crc.update(content.read(position, (int) Math.min(CHUNK_BYTES, size - position)));
    }
    return (int) crc.getValue();
  }

  private static void checkChecksum(ZipMember entry, int actual) {
    if (actual != entry.crc()) {
      throw corrupt(
          entry.name(),
          "has CRC-32 %08x where the directory says %08x".formatted(actual, entry.crc()));
    }
  }

  private static UpstreamException corrupt(String member, String detail) {
    return Faults.corrupt("%s: member %s %s".formatted(NAME, member, detail));
  }
}
