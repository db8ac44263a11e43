package ai.dragoneye.gateway.upstream.storage;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A growing unlinked file whose space is reserved in steps before it is written. Written by one
 * thread, then read by any; closing it gives the space back.
 */
public final class SpoolFile implements AutoCloseable {
  private static final long STEP = 8L << 20;
  private static final int CHUNK = 64 << 10;

  private final UnlinkedFile file;
  private final SpaceBudget budget;
  private final long maxBytes;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final byte[] chunk = new byte[CHUNK];
  private long reserved;
  private volatile long size;

  private SpoolFile(UnlinkedFile file, SpaceBudget budget, long maxBytes) {
    this.file = file;
    this.budget = budget;
    this.maxBytes = maxBytes;
  }

  /** Makes an empty one that may grow to {@code maxBytes}. */
  public static SpoolFile create(Path directory, SpaceBudget budget, long maxBytes)
      throws IOException {
    return new SpoolFile(UnlinkedFile.create(directory), budget, maxBytes);
  }

  /** Whether the bytes fit below the file's own bound. */
  public boolean allows(int bytes) {
    return size + bytes <= maxBytes;
  }

  /** Reserves space for the bytes; false where the budget has none left. */
  public boolean reserve(int bytes) {
    long missing = size + bytes - reserved;
    if (missing <= 0) {
      return true;
    }
    long rounded = (missing + STEP - 1) / STEP * STEP;
    long step = Math.max(missing, Math.min(rounded, maxBytes - reserved));
    if (!budget.reserve(step)) {
      return false;
    }
    reserved += step;
    return true;
  }

  /** Appends the readable bytes, for which space is reserved; the buffer stays the caller's. */
  public void append(ByteBuf buffer) throws IOException {
    long position = size;
    while (buffer.isReadable()) {
      int length = Math.min(chunk.length, buffer.readableBytes());
      buffer.readBytes(chunk, 0, length);
      file.write(position, chunk, 0, length);
      position += length;
    }
    size = position;
  }

  /** Fills the writable bytes of a buffer that has an array. */
  public void read(long position, ByteBuf target, int length) throws IOException {
    file.read(position, target.array(), target.arrayOffset() + target.writerIndex(), length);
    target.writerIndex(target.writerIndex() + length);
  }

  /** Bytes written so far. */
  public long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      budget.release(reserved);
      file.close();
    }
  }
}
