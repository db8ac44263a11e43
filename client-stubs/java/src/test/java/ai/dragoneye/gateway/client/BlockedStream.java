package ai.dragoneye.gateway.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stream that has nothing to read until its reader is interrupted. */
final class BlockedStream extends InputStream {
  final CountDownLatch entered = new CountDownLatch(1);
  final AtomicBoolean interrupted = new AtomicBoolean();

  @Override
  public int read() throws IOException {
    entered.countDown();
    try {
      new CountDownLatch(1).await();
      return -1;
    } catch (InterruptedException e) {
      interrupted.set(true);
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return read();
  }
}
