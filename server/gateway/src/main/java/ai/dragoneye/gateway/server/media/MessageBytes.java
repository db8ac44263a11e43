package ai.dragoneye.gateway.server.media;

import io.grpc.Detachable;
import io.grpc.HasByteBuffer;
import io.grpc.KnownLength;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the bytes of an inbound message over from the transport. */
final class MessageBytes {
  // A small slice would pin the whole read buffer it lies in: small messages are cheaper to copy.
  private static final int LEAST_SIZE_TO_SHARE = 4096;
  // 4 MiB in HTTP/2 frames of the usual 16 KiB, and room. Beyond, the bookkeeping outweighs the
  // copy.
  private static final int MOST_PIECES_TO_SHARE = 512;
  private static final int LEAST_CAPACITY = 64;
  private static final int COPY_STEP = 16 * 1024;

  private MessageBytes() {}

  /**
   * All bytes of {@code stream}, which the caller may close afterwards. The caller owns the result.
   */
  static ByteBuf take(InputStream stream) throws IOException {
    if (stream instanceof HasByteBuffer buffers
        && buffers.byteBufferSupported()
        && stream instanceof Detachable detachable
        && stream instanceof KnownLength
        && stream.markSupported()
        && stream.available() >= LEAST_SIZE_TO_SHARE) {
      return share(detachable.detach());
    }
    return copy(stream);
  }

  private static ByteBuf share(InputStream owned) throws IOException {
    // Marked, because a stream of several buffers otherwise frees each as soon as it is skipped.
    owned.mark(owned.available());
    ByteBuf @Nullable [] pieces = pieces(owned);
    if (pieces != null) {
      return new SharedBytes(owned, pieces);
    }
    owned.reset();
    try (owned) {
      return copy(owned);
    }
  }

  private static ByteBuf @Nullable [] pieces(InputStream owned) throws IOException {
    List<ByteBuf> pieces = new ArrayList<>();
    while (owned.available() > 0) {
      ByteBuffer piece = ((HasByteBuffer) owned).getByteBuffer();
      if (piece == null || !piece.hasRemaining() || pieces.size() == MOST_PIECES_TO_SHARE) {
        return null;
      }
      pieces.add(Unpooled.wrappedBuffer(piece));
      owned.skipNBytes(piece.remaining());
    }
    return pieces.toArray(ByteBuf[]::new);
  }

  private static ByteBuf copy(InputStream stream) throws IOException {
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

  /** Buffers of the transport that go back to it with the last release. */
  private static final class SharedBytes extends CompositeByteBuf {
    private final InputStream owned;

    SharedBytes(InputStream owned, ByteBuf[] pieces) {
      super(ByteBufAllocator.DEFAULT, true, Math.max(1, pieces.length), pieces);
      this.owned = owned;
    }

    @Override
    protected void deallocate() {
      super.deallocate();
      try {
        owned.close();
      } catch (IOException e) {
        throw new IllegalStateException("buffers of the transport cannot fail to close", e);
      }
    }
  }
}
