package ai.dragoneye.gateway.upstream.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Reads a stretch of a source in order. Small reads go through a buffer, large ones straight to
 * their target. Failures of the source are {@link UncheckedIOException}s, so that no parser takes
 * them for its own.
 */
final class SourceInputStream extends InputStream {
  static final int BUFFER_BYTES = 4096;

  private final ByteSource source;
  private final long end;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long nextFill;

  SourceInputStream(ByteSource source, long start, long end) {
    Objects.checkFromToIndex(start, end, source.size());
    this.source = source;
    this.end = end;
    this.nextFill = start;
  }

  /** Bytes between here and the end of the stretch. */
  long remaining() {
    return buffer.remaining() + end - nextFill;
  }

  /** Takes the next {@code length} bytes, which the caller knows to be there. */
  void take(byte[] target, int offset, int length) {
    for (int count = 0; count < length; ) {
      count += read(target, offset + count, length - count);
    }
  }

  /** Passes over the next {@code length} bytes, which the caller knows to be there. */
  void pass(int length) {
    int buffered = Math.min(length, buffer.remaining());
    buffer.position(buffer.position() + buffered);
    nextFill += length - buffered;
  }

  /** Where in the source the next byte is. */
  long position() {
    return nextFill - buffer.remaining();
  }

  @Override
  public int read() {
    return fill() ? Byte.toUnsignedInt(buffer.get()) : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!buffer.hasRemaining() && length >= BUFFER_BYTES) {
      return readThrough(target, offset, length);
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  private int readThrough(byte[] target, int offset, int length) {
    int count = (int) Math.min(length, end - nextFill);
    if (count == 0) {
      return -1;
    }
    readSource(ByteBuffer.wrap(target, offset, count));
    return count;
  }

  private boolean fill() {
    if (buffer.hasRemaining()) {
      return true;
    }
    int count = (int) Math.min(BUFFER_BYTES, end - nextFill);
    readSource(buffer.clear().limit(count));
    buffer.flip();
    return count > 0;
  }

  private void readSource(ByteBuffer target) {
    int count = target.remaining();
    try {
      source.read(nextFill, target);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the stored result", e);
    }
    nextFill += count;
  }
}
