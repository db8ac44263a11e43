package ai.dragoneye.gateway.upstream.storage;

import ai.dragoneye.gateway.upstream.results.ByteSource;
import java.io.EOFException;
import java.nio.ByteBuffer;

/** Bytes in memory. */
final class MemoryBytes implements ByteSource {
  private final byte[] bytes;
  private final int size;

  MemoryBytes(byte[] bytes, int size) {
    this.bytes = bytes;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, ByteBuffer target) throws EOFException {
    if (position < 0 || target.remaining() > size - position) {
      throw new EOFException("read beyond the end of " + size + " bytes");
    }
    target.put(bytes, (int) position, target.remaining());
  }

  @Override
  public void close() {
    // The garbage collector frees it.
  }
}
