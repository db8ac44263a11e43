package ai.dragoneye.gateway.upstream.upload;

import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Holds media against its declared size and checksum while it passes, without copying it. Not
 * thread-safe.
 */
final class MediaCheck {
  private final long declaredBytes;
  private final @Nullable Integer declaredCrc32c;
  private final CRC32C crc32c = new CRC32C();
  private long receivedBytes;

  MediaCheck(MediaContent media) {
    this.declaredBytes = media.sizeBytes();
    this.declaredCrc32c = media.declaredCrc32c();
  }

  /** Counts the readable bytes in; throws where they are too many. */
  void add(ByteBuf buffer) {
    receivedBytes += buffer.readableBytes();
    if (receivedBytes > declaredBytes) {
      throw sizeMismatch();
    }
    if (declaredCrc32c != null) {
      for (ByteBuffer part : buffer.nioBuffers()) {
        crc32c.update(part);
      }
    }
  }

  /** Throws where what has passed is not the whole of the declared media. */
  void verifyWhole() {
    if (receivedBytes != declaredBytes) {
      throw sizeMismatch();
    }
    int received = (int) crc32c.getValue();
    if (declaredCrc32c != null && declaredCrc32c != received) {
      throw new UpstreamException(
          new UpstreamFailure.ChecksumMismatch(
              "The media has the CRC-32C %08x, not the declared %08x"
                  .formatted(received, declaredCrc32c),
              declaredCrc32c,
              received));
    }
  }

  private UpstreamException sizeMismatch() {
    return new UpstreamException(
        UpstreamFailure.SizeMismatch.between(declaredBytes, receivedBytes));
  }
}
