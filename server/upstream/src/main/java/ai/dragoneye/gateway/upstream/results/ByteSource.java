package ai.dragoneye.gateway.upstream.results;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes with random access: an archive in memory or in a file. Safe for concurrent reads. */
public interface ByteSource extends AutoCloseable {
  /** Wraps {@code bytes} without a copy; they must not change any more. */
  static ByteSource of(byte[] bytes) {
    return new MemorySource(ByteBuffer.wrap(bytes));
  }

  /** Wraps the remaining bytes of {@code bytes} without a copy; they must not change any more. */
  static ByteSource of(ByteBuffer bytes) {
    return new MemorySource(bytes.slice());
  }

  /** Number of bytes. */
  long size();

  /**
   * Fills {@code target} with the bytes from {@code position} on; fewer bytes than that are an
   * {@link IOException}.
   */
  void read(long position, ByteBuffer target) throws IOException;

  /** Frees the memory or file behind it. Idempotent. */
  @Override
  void close();
}
