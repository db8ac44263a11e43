package ai.dragoneye.gateway.image;

import java.io.InputStream;

/** Media of a stated size that takes no memory; something happens once so much of it was read. */
final class EndlessMedia extends InputStream {
  private final long happensAt;
  private final Runnable event;
  private final long size;
  private long read;

  EndlessMedia(long size, long happensAt, Runnable event) {
    this.size = size;
    this.happensAt = happensAt;
    this.event = event;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (read >= size) {
      return -1;
    }
    int count = (int) Math.min(length, size - read);
    boolean before = read < happensAt;
    read += count;
    if (before && read >= happensAt) {
      event.run();
    }
    return count;
  }
}
