package ai.dragoneye.gateway.server.wire;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A message for grpc-java, which drains it; whoever reads it instead has a copy made. */
final class WireStream extends InputStream implements Drainable, KnownLength {
  private final WireMessage message;
  private @Nullable InputStream copy;

  WireStream(WireMessage message) {
    this.message = message;
  }

  @Override
  public int drainTo(OutputStream target) throws IOException {
    if (copy != null) {
      return Math.toIntExact(copy.transferTo(target));
    }
    message.writeTo(target);
    copy = InputStream.nullInputStream();
    return message.size();
  }

  @Override
  public int available() throws IOException {
    return copy == null ? message.size() : copy.available();
  }

  @Override
  public int read() throws IOException {
    return copy().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return copy().read(target, offset, length);
  }

  private InputStream copy() throws IOException {
    if (copy == null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.size());
      message.writeTo(bytes);
      copy = new ByteArrayInputStream(bytes.toByteArray());
    }
    return copy;
  }
}
