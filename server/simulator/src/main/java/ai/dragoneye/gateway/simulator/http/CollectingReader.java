package ai.dragoneye.gateway.simulator.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Collects a body and passes it on when it is complete; one that is too large is answered 413. */
public final class CollectingReader implements BodyReader {
  /** More than any form needs. */
  private static final int FORM_BYTES = 64 * 1024;

  private final Exchange exchange;
  private final int maxBytes;
  private final Consumer<byte[]> whenRead;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** A reader for the form of an exchange; it is passed on on the event loop. */
  public CollectingReader(Exchange exchange, Consumer<byte[]> whenRead) {
    this(exchange, FORM_BYTES, whenRead);
  }

  /** A reader for a body of at most so many bytes; it is passed on on the event loop. */
  public CollectingReader(Exchange exchange, int maxBytes, Consumer<byte[]> whenRead) {
    this.exchange = exchange;
    this.maxBytes = maxBytes;
    this.whenRead = whenRead;
  }

  @Override
  public void data(ByteBuf data) {
    int length = data.readableBytes();
    if (body.size() + length > maxBytes) {
      exchange.answer(Reply.detail(413, "the body is larger than " + maxBytes + " bytes"));
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
