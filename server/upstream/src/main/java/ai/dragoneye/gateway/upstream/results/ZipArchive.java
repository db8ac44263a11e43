package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Opens the members of a ZIP: stored ones in place, deflated ones inflated into memory. */
final class ZipArchive {
  private static final String NAME = "result archive";
  private static final int LOCAL_SIGNATURE = 0x0403_4b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int CHUNK_BYTES = 1 << 16;

  /** No deflate stream grows by more than this. */
  private static final int MAX_DEFLATE_RATIO = 1032;

  private final MemberFile archive;
  private final List<ZipMember> members;

  private ZipArchive(MemberFile archive, List<ZipMember> members) {
    this.archive = archive;
    this.members = members;
  }

  static ZipArchive open(ByteSource source, DecodeBounds bounds) {
    MemberFile archive = new MemberFile(NAME, source, bounds);
    return new ZipArchive(archive, ZipDirectory.read(archive));
  }

  /** The content of a member, its checksum verified; empty where the archive has no such member. */
  Optional<MemberFile> member(String name) {
    List<ZipMember> found = new ArrayList<>();
    for (ZipMember member : members) {
      if (member.name().equals(name)) {
        found.add(member);
      }
    }
    if (found.size() > 1) {
      throw corrupt(name, "occurs %d times".formatted(found.size()));
    }
    return found.stream().findFirst().map(this::open);
  }

  private MemberFile open(ZipMember member) {
    if (member.encrypted()) {
      throw corrupt(member.name(), "is encrypted");
    }
    SourceWindow stored = storedBytes(member);
    ByteSource content =
        switch (member.method()) {
          case ZipMember.STORED -> checkStored(member, stored);
          case ZipMember.DEFLATED -> inflate(member, stored);
          default ->
              throw corrupt(
                  member.name(),
                  "uses compression method %d, only stored and deflated are read"
                      .formatted(member.method()));
        };
    MemberFile file = new MemberFile(member.name(), content, archive.bounds());
    verifyChecksum(member, file);
    return file;
  }

  private SourceWindow storedBytes(ZipMember member) {
    long size = archive.bytes().size();
    long headerOffset = member.headerOffset();
    if (headerOffset < 0 || headerOffset > size - LOCAL_LENGTH) {
      throw corrupt(member.name(), "lies outside the archive");
    }
    ByteBuffer header = archive.read(headerOffset, LOCAL_LENGTH);
    if (header.getInt(0) != LOCAL_SIGNATURE) {
      throw corrupt(member.name(), "has no local header");
    }
    int variableLength =
        Short.toUnsignedInt(header.getShort(26)) + Short.toUnsignedInt(header.getShort(28));
    long offset = headerOffset + LOCAL_LENGTH + variableLength;
    if (member.storedSize() < 0 || member.storedSize() > size - offset) {
      throw corrupt(member.name(), "lies outside the archive");
    }
    return new SourceWindow(archive.bytes(), offset, member.storedSize());
  }

  private ByteSource checkStored(ZipMember member, SourceWindow stored) {
    if (member.size() != member.storedSize()) {
      throw corrupt(member.name(), "is stored but has two sizes");
    }
    return stored;
  }

  private ByteSource inflate(ZipMember member, SourceWindow stored) {
    long size = member.size();
    new MemberFile(member.name(), stored, archive.bounds())
        .checkBound(size, "inflated bytes", archive.bounds().inflatedBytes());
    if (size < 0 || size > stored.size() * MAX_DEFLATE_RATIO) {
      throw corrupt(member.name(), "cannot inflate to the size it claims");
    }
    byte[] content = new byte[(int) size];
    try (Inflater inflater = new Inflater(true)) {
      if (inflate(inflater, stored, content) != size) {
        throw corrupt(member.name(), "inflates to another size than it claims");
      }
    } catch (DataFormatException e) {
      throw Faults.corrupt(describe(member.name(), "cannot be inflated"), e);
    }
    return ByteSource.of(content);
  }

  /** Fills {@code content}; one byte more than fits is told by a count that is one too high. */
  private int inflate(Inflater inflater, SourceWindow stored, byte[] content)
      throws DataFormatException {
    MemberFile input = new MemberFile(NAME, stored, archive.bounds());
    byte[] excess = new byte[1];
    int count = 0;
    for (long position = 0; !inflater.finished() && count <= content.length; ) {
      if (inflater.needsInput()) {
        int length = (int) Math.min(CHUNK_BYTES, stored.size() - position);
        if (length == 0) {
          return -1;
        }
        inflater.setInput(input.read(position, length));
        position += length;
      }
      count +=
          count < content.length
              ? inflater.inflate(content, count, content.length - count)
              : inflater.inflate(excess);
    }
    return count;
  }

  private void verifyChecksum(ZipMember member, MemberFile content) {
    CRC32 crc = new CRC32();
    long size = content.bytes().size();
    for (long position = 0; position < size; position += CHUNK_BYTES) {
      crc.update(content.read(position, (int) Math.min(CHUNK_BYTES, size - position)));
    }
    if ((int) crc.getValue() != member.crc()) {
      throw corrupt(
          member.name(),
          "has CRC-32 %08x where the directory says %08x"
              .formatted((int) crc.getValue(), member.crc()));
    }
  }

  private static UpstreamException corrupt(String member, String detail) {
    return Faults.corrupt(describe(member, detail));
  }

  private static String describe(String member, String detail) {
    return "%s: member %s %s".formatted(NAME, member, detail);
  }
}
