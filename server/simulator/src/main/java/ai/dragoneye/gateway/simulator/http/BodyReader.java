package ai.dragoneye.gateway.simulator.http;

import io.netty.buffer.ByteBuf;

/** Takes the body of one request as it arrives. Called on the connection's event loop only. */
public interface BodyReader {

  /** Ignores the body, for requests that were answered on their head alone. */
  BodyReader DISCARDING =
      new BodyReader() {
        @Override
        public void data(ByteBuf data) {}

        @Override
        public void end() {}
      };

  /** Answers when the body is over, whatever it was. */
  static BodyReader answering(Exchange exchange, Reply reply) {
    return new BodyReader() {
      @Override
      public void data(ByteBuf data) {}

      @Override
      public void end() {
        exchange.complete(() -> reply);
      }
    };
  }

  /** Takes the next bytes; the buffer belongs to the caller. Not called after an answer. */
  void data(ByteBuf data);

  /** The body is complete. Not called after an answer. */
  void end();

  /** That many bytes arrived after the answer and are thrown away. */
  default void discarded(int bytes) {}

  /** The connection ended before the body did. */
  default void aborted() {}
}
