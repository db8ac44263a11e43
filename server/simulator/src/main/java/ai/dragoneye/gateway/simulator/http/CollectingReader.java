package ai.dragoneye.gateway.simulator.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Collects a small body and passes it on when it is complete; a larger one is answered 413. */
public final class CollectingReader implements BodyReader {
  private static final int MAX_BYTES = 64 * 1024;

  private final Exchange exchange;
  private final Consumer<byte[]> whenRead;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** A reader for the body of an exchange; it is passed on on the event loop. */
  public CollectingReader(Exchange exchange, Consumer<byte[]> whenRead) {
    this.exchange = exchange;
    this.whenRead = whenRead;
  }

  @Override
  public void data(ByteBuf data) {
    int length = data.readableBytes();
    if (body.size() + length > MAX_BYTES) {
      exchange.answer(Reply.detail(413, "the body is larger than " + MAX_BYTES + " bytes"));
      return;
    }
    byte[] bytes = new byte[length];
    data.readBytes(bytes);
    body.writeBytes(bytes);
  }

  @Override
  public void end() {
    whenRead.accept(body.toByteArray());
  }
}
