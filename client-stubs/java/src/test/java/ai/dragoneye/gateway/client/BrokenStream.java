package ai.dragoneye.gateway.client;

import java.io.IOException;
import java.io.InputStream;

/** A stream that cannot be read. */
final class BrokenStream extends InputStream {
  @Override
  public int read() throws IOException {
    throw new IOException("unplugged");
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return read();
  }
}
