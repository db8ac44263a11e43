package ai.dragoneye.gateway.benchmarks.decode;

import java.nio.ByteBuffer;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A parquet file in memory. */
final class BufferFile implements InputFile {
  private final ByteBuffer bytes;

  BufferFile(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  @Override
  public long getLength() {
    return bytes.remaining();
  }

  @Override
  public SeekableInputStream newStream() {
    BufferStream stream = new BufferStream(bytes.duplicate());
    return new DelegatingSeekableInputStream(stream) {
      @Override
      public long getPos() {
        return stream.position();
      }

      @Override
      public void seek(long position) {
        stream.seek(position);
      }
    };
  }

  private static final class BufferStream extends java.io.InputStream {
    private final ByteBuffer bytes;

    BufferStream(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    long position() {
      return bytes.position();
    }

    void seek(long position) {
      bytes.position(Math.toIntExact(position));
    }

    @Override
    public int read() {
      return bytes.hasRemaining() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(length, bytes.remaining());
      bytes.get(target, offset, count);
      return count;
    }
  }
}
