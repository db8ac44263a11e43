package ai.dragoneye.gateway.app;

import java.io.InputStream;
import java.util.Random;

/** As many bytes of noise as asked for, made without keeping more than a block of them. */
final class NoiseStream extends InputStream {
  private final byte[] block = new byte[1 << 20];
  private long remaining;

  NoiseStream(long size) {
    remaining = size;
    new Random(1).nextBytes(block);
  }

  @Override
  public int read() {
    return remaining-- > 0 ? block[0] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (remaining <= 0) {
      return -1;
    }
    int count = (int) Math.min(Math.min(length, block.length), remaining);
    System.arraycopy(block, 0, target, offset, count);
    remaining -= count;
    return count;
  }
}
