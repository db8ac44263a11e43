package ai.dragoneye.gateway.upstream.results;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that cannot be read any more once closed, as those of a file. */
final class ClosableSource implements ByteSource {
  private final ByteSource bytes;
  private boolean closed;

  ClosableSource(byte[] bytes) {
    this.bytes = ByteSource.of(bytes);
  }

  boolean closed() {
    return closed;
  }

  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    bytes.read(position, target);
  }

  @Override
  public void close() {
    closed = true;
  }
}
