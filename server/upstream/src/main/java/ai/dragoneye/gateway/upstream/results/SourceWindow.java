package ai.dragoneye.gateway.upstream.results;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A stretch of another source, read in place. Closing it leaves the other source open. */
record SourceWindow(ByteSource source, long offset, long size) implements ByteSource {
  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    if (position > size - target.remaining()) {
      throw new EOFException("read past the end of a window of " + size + " bytes");
    }
    source.read(offset + position, target);
  }

  @Override
  public void close() {}
}
