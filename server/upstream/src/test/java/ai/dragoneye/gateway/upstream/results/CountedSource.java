package ai.dragoneye.gateway.upstream.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that are read of another source. */
final class CountedSource implements ByteSource {
  private final ByteSource source;
  private final AtomicLong read = new AtomicLong();

  CountedSource(ByteSource source) {
    this.source = source;
  }

  long bytesRead() {
    return read.get();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    read.addAndGet(target.remaining());
    source.read(position, target);
  }

  @Override
  public void close() {
    source.close();
  }
}
