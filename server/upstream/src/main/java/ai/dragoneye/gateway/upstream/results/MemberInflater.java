package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates a member to exactly the size that the directory gives it, which it has bounded. */
final class MemberInflater {
  private static final int CHUNK_BYTES = 1 << 16;

  private final MemberFile stored;
  private final int size;

  private MemberInflater(MemberFile stored, int size) {
    this.stored = stored;
    this.size = size;
  }

  /**
   * @param stored the deflated bytes
   * @param size what they inflate to; fails with ResultsTooLarge where that exceeds a bound
   */
  static MemberInflater of(MemberFile stored, long size) {
    DecodeBounds bounds = stored.bounds();
    if (size < 0) {
      throw stored.corrupt("claims a size of %d bytes".formatted(size));
    }
    stored.checkBound(size, "inflated bytes", bounds.inflatedBytes());
    stored.checkRatio(size, stored.bytes().size(), "inflated ratio", bounds.inflatedRatio());
    return new MemberInflater(stored, (int) size);
  }

  String name() {
    return stored.name();
  }

  /** The CRC-32 of what it inflates to, of which no more than a chunk is in memory at a time. */
  int checksum() {
    CRC32 crc = new CRC32();
    inflate(crc::update);
    return (int) crc.getValue();
  }

  /** Takes memory for all of it. */
  MemberFile inflate(ReaderMemory memory) {
    memory.take(size);
    ByteBuffer content = ByteBuffer.allocate(size);
    inflate(content::put);
    return new MemberFile(name(), ByteSource.of(content.flip()), stored.bounds());
  }

  private interface Sink {
    void accept(byte[] chunk, int offset, int length);
  }

  private void inflate(Sink sink) {
    try (Inflater inflater = new Inflater(true)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      long position = 0;
      int total = 0;
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          position += feed(inflater, position);
        }
        int count = inflater.inflate(chunk);
        if (count > size - total) {
          throw stored.corrupt("inflates to more than the %d bytes it claims".formatted(size));
        }
        sink.accept(chunk, 0, count);
        total += count;
      }
      if (total < size) {
        throw stored.corrupt("inflates to %d bytes, not %d".formatted(total, size));
      }
    } catch (DataFormatException e) {
      throw stored.corrupt("cannot be inflated", e);
    }
  }

  private int feed(Inflater inflater, long position) {
    int length = (int) Math.min(CHUNK_BYTES, stored.bytes().size() - position);
    if (length == 0) {
      throw stored.corrupt("ends before all of it is inflated");
    }
    inflater.setInput(stored.read(position, length));
    return length;
  }
}
