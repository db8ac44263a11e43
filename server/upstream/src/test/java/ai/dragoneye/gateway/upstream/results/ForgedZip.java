package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** An archive, without a comment and not zip64, of which headers are changed. */
final class ForgedZip {
  private static final int END_LENGTH = 22;
  private static final int ENTRY_LENGTH = 46;

  private final byte[] archive;
  private final ByteBuffer bytes;

  private ForgedZip(byte[] archive) {
    this.archive = archive.clone();
    this.bytes = ByteBuffer.wrap(this.archive).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ForgedZip on(byte[] archive) {
    return new ForgedZip(archive);
  }

  /** Changes the flags of a member in both places. */
  ForgedZip flags(int member, int flags) {
    return header(member, header -> header.putShort(6, (short) flags))
        .entry(member, entry -> entry.putShort(8, (short) flags));
  }

  ForgedZip method(int member, int method) {
    return header(member, header -> header.putShort(8, (short) method))
        .entry(member, entry -> entry.putShort(10, (short) method));
  }

  ForgedZip storedSize(int member, int size) {
    return header(member, header -> header.putInt(18, size))
        .entry(member, entry -> entry.putInt(20, size));
  }

  ForgedZip size(int member, int size) {
    return header(member, header -> header.putInt(22, size))
        .entry(member, entry -> entry.putInt(24, size));
  }

  /** Makes the entry of a member say what another one's does; both names have the same length. */
  ForgedZip alias(int member, int other) {
    int from = entryOffset(other);
    int to = entryOffset(member);
    System.arraycopy(archive, from, archive, to, ENTRY_LENGTH + bytes.getShort(from + 28));
    return this;
  }

  /** Changes a local header only. */
  ForgedZip header(int member, Consumer<ByteBuffer> change) {
    return at(bytes.getInt(entryOffset(member) + 42), change);
  }

  /** Changes an entry of the directory only. */
  ForgedZip entry(int member, Consumer<ByteBuffer> change) {
    return at(entryOffset(member), change);
  }

  /** Changes the record at the end. */
  ForgedZip end(Consumer<ByteBuffer> change) {
    return at(archive.length - END_LENGTH, change);
  }

  byte[] bytes() {
    return archive;
  }

  private int entryOffset(int member) {
    int offset = bytes.getInt(archive.length - END_LENGTH + 16);
    for (int i = 0; i < member; i++) {
      offset +=
          ENTRY_LENGTH
              + bytes.getShort(offset + 28)
              + bytes.getShort(offset + 30)
              + bytes.getShort(offset + 32);
    }
    return offset;
  }

  private ForgedZip at(int offset, Consumer<ByteBuffer> change) {
    change.accept(bytes.slice(offset, archive.length - offset).order(ByteOrder.LITTLE_ENDIAN));
    return this;
  }
}
