package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.storage.UnlinkedFile;
import java.io.IOException;

/**
 * A temporary file that is written from its beginning to its end by one thread, through a buffer of
 * 64 KiB, and then read by any number of them.
 */
final class AppendFile {
  private static final int BUFFER_BYTES = 64 << 10;

  private final FrameDisk disk;
  private final UnlinkedFile file;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private long written;

  AppendFile(FrameDisk disk, UnlinkedFile file) {
    this.disk = disk;
    this.file = file;
  }

  /** Bytes appended so far. */
  long size() {
    return written + buffered;
  }

  void append(byte[] bytes, int offset, int length) {
    if (length > buffer.length - buffered) {
      flush();
    }
    if (length > buffer.length) {
      write(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, buffered, length);
      buffered += length;
    }
  }

  /** Makes what was appended readable. */
  void flush() {
    write(buffer, 0, buffered);
    buffered = 0;
  }

  /** As {@link #flush}, and nothing is appended any more. */
  AppendFile finish() {
    flush();
    buffer = new byte[0];
    return this;
  }

  private void write(byte[] bytes, int offset, int length) {
    disk.reserve(length);
    try {
      file.write(written, bytes, offset, length);
    } catch (IOException failed) {
      throw disk.failure(failed);
    }
    written += length;
  }

  /** Fills the range of the array with the bytes from the position on, which were flushed. */
  void read(long position, byte[] target, int offset, int length) {
    try {
      file.read(position, target, offset, length);
    } catch (IOException failed) {
      throw disk.failure(failed);
    }
  }

  /** Frees it, its place on the disk included. */
  void discard() {
    disk.discard(file, written);
  }
}
