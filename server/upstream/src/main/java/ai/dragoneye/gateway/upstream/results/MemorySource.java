package ai.dragoneye.gateway.upstream.results;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An archive in memory. */
final class MemorySource implements ByteSource {
  private final int size;
  private volatile @Nullable ByteBuffer bytes;

  MemorySource(ByteBuffer bytes) {
    this.bytes = bytes;
    this.size = bytes.limit();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    ByteBuffer open = bytes;
    if (open == null) {
      throw new IOException("source is closed");
    }
    int length = target.remaining();
    if (position > size - length) {
      throw new EOFException("read to " + (position + length) + " of " + size + " bytes");
    }
    Objects.checkFromIndexSize(position, length, size);
    target.put(target.position(), open, (int) position, length);
    target.position(target.limit());
  }

  @Override
  public void close() {
    bytes = null;
  }
}
