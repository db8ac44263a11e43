package ai.dragoneye.gateway.upstream.storage;

import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Collects a download: in memory while it is small, in an unlinked file once it is not. Not
 * thread-safe; blocks on the disk.
 */
public final class ResultBytes implements AutoCloseable {
  private static final int INITIAL_BYTES = 64 << 10;

  private final UpstreamSettings.Results settings;
  private byte[] memory = new byte[INITIAL_BYTES];
  private @Nullable UnlinkedFile file;
  private final CRC32C crc32c = new CRC32C();
  private long size;

  /** Starts empty. */
  public ResultBytes(UpstreamSettings.Results settings) {
    this.settings = settings;
  }

  /** The CRC-32C of what was collected so far. */
  public int crc32c() {
    return (int) crc32c.getValue();
  }

  /** Bytes collected so far. */
  public long size() {
    return size;
  }

  /** Adds the readable bytes; the buffer stays the caller's. */
  public void append(ByteBuf buffer) throws IOException {
    int length = buffer.readableBytes();
    for (ByteBuffer part : buffer.nioBuffers()) {
      crc32c.update(part);
    }
    if (file == null && size + length > settings.memoryBytes()) {
      moveToFile();
    }
    if (file == null) {
      ensureRoom(length);
      buffer.readBytes(memory, (int) size, length);
    } else {
      appendToFile(file, buffer);
    }
    size += length;
  }

  private void appendToFile(UnlinkedFile target, ByteBuf buffer) throws IOException {
    long position = size;
    while (buffer.isReadable()) {
      int length = Math.min(memory.length, buffer.readableBytes());
      buffer.readBytes(memory, 0, length);
      target.write(position, memory, 0, length);
      position += length;
    }
  }

  private void moveToFile() throws IOException {
    UnlinkedFile created = UnlinkedFile.create(settings.directory());
    file = created;
    created.write(0, memory, 0, (int) size);
    memory = new byte[INITIAL_BYTES];
  }

  private void ensureRoom(int length) {
    int needed = Math.toIntExact(size + length);
    if (needed > memory.length) {
      memory = Arrays.copyOf(memory, Math.max(needed, Math.min(2 * memory.length, 1 << 30)));
    }
  }

  /** What was collected; from now on whoever gets it closes it, and closing this does nothing. */
  public ByteSource finish() {
    UnlinkedFile written = file;
    file = null;
    return written == null
        ? ByteSource.of(ByteBuffer.wrap(memory, 0, Math.toIntExact(size)))
        : new FileBytes(written, size);
  }

  /** Frees what was collected and not handed out. Idempotent. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
