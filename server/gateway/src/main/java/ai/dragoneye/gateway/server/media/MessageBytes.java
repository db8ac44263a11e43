package ai.dragoneye.gateway.server.media;

import io.grpc.KnownLength;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes the bytes of an inbound message over from the transport: by a copy, the only one on their
 * way. The transport's own buffers are larger than what lies in them, and those of one connection
 * hold what belongs to many calls: whoever kept parts of them would keep several times the memory
 * that is reserved for it.
 */
final class MessageBytes {
  private static final int LEAST_CAPACITY = 64;
  private static final int COPY_STEP = 16 * 1024;

  private MessageBytes() {}

  /**
   * All bytes of {@code stream}, which the caller may close afterwards. The caller owns the result.
   */
  static ByteBuf take(InputStream stream) throws IOException {
    ByteBuf copy = ByteBufAllocator.DEFAULT.buffer(Math.max(LEAST_CAPACITY, stream.available()));
    try {
      int step = step(stream);
      while (step > 0 && copy.writeBytes(stream, step) >= 0) {
        step = step(stream);
      }
      return copy;
    } catch (IOException | RuntimeException e) {
      copy.release();
      throw e;
    }
  }

  private static int step(InputStream stream) throws IOException {
    return stream instanceof KnownLength ? stream.available() : COPY_STEP;
  }
}
