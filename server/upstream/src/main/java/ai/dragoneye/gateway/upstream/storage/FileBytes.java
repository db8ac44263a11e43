package ai.dragoneye.gateway.upstream.storage;

import ai.dragoneye.gateway.upstream.results.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Bytes in an unlinked file whose space is reserved until they are closed. */
final class FileBytes implements ByteSource {
  private static final int CHUNK = 256 << 10;

  private final UnlinkedFile file;
  private final Reservation disk;
  private final long size;

  FileBytes(UnlinkedFile file, Reservation disk, long size) {
    this.file = file;
    this.disk = disk;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    if (position < 0 || target.remaining() > size - position) {
      throw new EOFException("read beyond the end of " + size + " bytes");
    }
    if (target.hasArray()) {
      int length = target.remaining();
      file.read(position, target.array(), target.arrayOffset() + target.position(), length);
      target.position(target.limit());
      return;
    }
    byte[] chunk = new byte[Math.min(CHUNK, target.remaining())];
    long from = position;
    while (target.hasRemaining()) {
      int length = Math.min(chunk.length, target.remaining());
      file.read(from, chunk, 0, length);
      target.put(chunk, 0, length);
      from += length;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      disk.close();
    }
  }
}
