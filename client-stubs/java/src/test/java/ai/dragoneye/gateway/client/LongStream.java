package ai.dragoneye.gateway.client;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** A stream of that many zeros that counts what is read of it. */
final class LongStream extends InputStream {
  private final long size;
  private final AtomicLong read = new AtomicLong();

  LongStream(long size) {
    this.size = size;
  }

  static LongStream endless() {
    return new LongStream(Long.MAX_VALUE);
  }

  long readBytes() {
    return read.get();
  }

  @Override
  public int read() {
    return read.get() < size && read.incrementAndGet() > 0 ? 0 : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count = (int) Math.min(length, size - read.get());
    read.addAndGet(count);
    return count == 0 && length > 0 ? -1 : count;
  }
}
