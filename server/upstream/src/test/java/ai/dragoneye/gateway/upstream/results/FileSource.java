package ai.dragoneye.gateway.upstream.results;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** An archive in a file, as large ones are in the gateway. */
public final class FileSource implements ByteSource {
  private final FileChannel file;

  public FileSource(Path path) throws IOException {
    file = FileChannel.open(path);
  }

  @Override
  public long size() {
    try {
      return file.size();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    long from = position;
    while (target.hasRemaining()) {
      int read = file.read(target, from);
      if (read < 0) {
        throw new EOFException();
      }
      from += read;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
