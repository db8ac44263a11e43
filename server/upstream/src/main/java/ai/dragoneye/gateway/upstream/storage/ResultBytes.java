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
 * Collects a download: in memory while it is small and there is memory left, in an unlinked file
 * once that is not so. Not thread-safe; blocks on the disk.
 */
public final class ResultBytes implements AutoCloseable {
  private static final int INITIAL_BYTES = 64 << 10;
  private static final int CHUNK = 64 << 10;

  private final UpstreamSettings.Results settings;
  private final Reservation memoryRoom;
  private final Reservation diskRoom;
  private byte[] memory = new byte[0];
  private @Nullable UnlinkedFile file;
  private boolean handedOut;
  private final CRC32C crc32c = new CRC32C();
  private long size;

  ResultBytes(UpstreamSettings.Results settings, SpaceBudget memory, SpaceBudget disk) {
    this.settings = settings;
    this.memoryRoom = new Reservation(memory);
    this.diskRoom = new Reservation(disk);
  }

  /** The CRC-32C of what was collected so far. */
  public int crc32c() {
    return (int) crc32c.getValue();
  }

  /** Bytes collected so far. */
  public long size() {
    return size;
  }

  /**
   * Adds the readable bytes; the buffer stays the caller's.
   *
   * @throws ai.dragoneye.gateway.upstream.UpstreamException with NoRoom where disk is needed and
   *     none is left
   */
  public void append(ByteBuf buffer) throws IOException {
    int length = buffer.readableBytes();
    for (ByteBuffer part : buffer.nioBuffers()) {
      crc32c.update(part);
    }
    if (file == null && !fitsIntoMemory(length)) {
      moveToFile();
    }
    if (file == null) {
      buffer.readBytes(memory, (int) size, length);
    } else {
      appendToFile(file, buffer);
    }
    size += length;
  }

  private void appendToFile(UnlinkedFile target, ByteBuf buffer) throws IOException {
    reserveDisk(buffer.readableBytes());
    long position = size;
    while (buffer.isReadable()) {
      int length = Math.min(memory.length, buffer.readableBytes());
      buffer.readBytes(memory, 0, length);
      target.write(position, memory, 0, length);
      position += length;
    }
  }

  private void moveToFile() throws IOException {
    reserveDisk(size);
    UnlinkedFile created = UnlinkedFile.create(settings.directory());
    file = created;
    created.write(0, memory, 0, (int) size);
    memory = new byte[CHUNK];
    memoryRoom.close();
  }

  private void reserveDisk(long bytes) {
    if (!diskRoom.grow(bytes)) {
      throw ResultStorage.full("the archive of results");
    }
  }

  private boolean fitsIntoMemory(int length) {
    long needed = size + length;
    return needed <= settings.memoryBytes() && (needed <= memory.length || growTo((int) needed));
  }

  /** Both arrays are there while the one is copied to the other. */
  private boolean growTo(int needed) {
    long wanted = Math.max(INITIAL_BYTES, 2L * memory.length);
    int grown = (int) Math.max(needed, Math.min(wanted, settings.memoryBytes()));
    if (!memoryRoom.grow(grown)) {
      return false;
    }
    int before = memory.length;
    memory = Arrays.copyOf(memory, grown);
    memoryRoom.shrink(before);
    return true;
  }

  /** What was collected; from now on whoever gets it closes it, and closing this does nothing. */
  public ByteSource finish() {
    handedOut = true;
    return file == null
        ? new MemoryBytes(ByteBuffer.wrap(memory, 0, Math.toIntExact(size)), memoryRoom)
        : new FileBytes(file, diskRoom, size);
  }

  /** Frees what was collected and not handed out. Idempotent. */
  @Override
  public void close() throws IOException {
    if (handedOut) {
      return;
    }
    memory = new byte[0];
    try {
      if (file != null) {
        file.close();
      }
    } finally {
      memoryRoom.close();
      diskRoom.close();
    }
  }
}
