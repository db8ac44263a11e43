package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A file of the archive that is being decoded: where its bytes are, how it is called, what bounds
 * hold.
 */
record MemberFile(String name, ByteSource bytes, DecodeBounds bounds) {
  /**
   * {@code length} bytes from {@code position} on, which the caller knows to be inside the file.
   */
  ByteBuffer read(long position, int length) {
    ByteBuffer target = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    try {
      bytes.read(position, target);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the stored result", e);
    }
    return target.flip();
  }

  UpstreamException corrupt(String detail) {
    return corrupt(detail, null);
  }

  UpstreamException corrupt(String detail, @Nullable Throwable cause) {
    return Faults.corrupt(name + ": " + detail, cause);
  }

  void checkBound(long actual, String what, long bound) {
    if (actual > bound) {
      throw Faults.tooLarge(name, actual, what, bound);
    }
  }

  /** {@code packed} bytes become {@code size} bytes. */
  void checkRatio(long size, long packed, String what, int bound) {
    if (size > DecodeBounds.RATIO_FREE_BYTES) {
      checkBound(Math.ceilDiv(size, Math.max(1, packed)), what, bound);
    }
  }
}
