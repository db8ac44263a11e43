package ai.dragoneye.gateway.simulator.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.nio.file.Path;

/** The body of an answer, readable piece by piece. */
public sealed interface ReplyBody {

  /** Its length in bytes. */
  long length();

  /** A piece of it as Netty writes it: a buffer or a file region, owned by the taker. */
  Object piece(long offset, int length);

  /** A body in memory. The array must not change any more. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bytes(byte[] bytes) implements ReplyBody {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public Object piece(long offset, int length) {
      return Unpooled.wrappedBuffer(bytes, (int) offset, length);
    }
  }

  /** A body in a file, which must stay as it is while it is sent. */
  record File(Path path, long length) implements ReplyBody {
    @Override
    public Object piece(long offset, int length) {
      return new DefaultFileRegion(path.toFile(), offset, length);
    }
  }
}
