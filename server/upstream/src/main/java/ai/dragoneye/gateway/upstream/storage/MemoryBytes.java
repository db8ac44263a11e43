package ai.dragoneye.gateway.upstream.storage;

import ai.dragoneye.gateway.upstream.results.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes in memory that is reserved until they are closed. */
final class MemoryBytes implements ByteSource {
  private final ByteSource bytes;
  private final Reservation memory;

  MemoryBytes(ByteBuffer bytes, Reservation memory) {
    this.bytes = ByteSource.of(bytes);
    this.memory = memory;
  }

  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    bytes.read(position, target);
  }

  @Override
  public void close() {
    bytes.close();
    memory.close();
  }
}
