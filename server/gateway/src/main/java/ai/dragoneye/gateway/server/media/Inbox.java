package ai.dragoneye.gateway.server.media;

/**
 * Where the messages of a call arrive. Asks the caller for one at a time. Thread-safe; {@code
 * accept} and {@code halfClosed} are called by the transport, in order, and never block.
 *
 * @param <M> a message
 */
public interface Inbox<M> extends CallerSilence, AutoCloseable {
  /** Asks for the first message. Called once. */
  void open();

  /** Takes the next message, and with it the ownership of the buffers in it. */
  void accept(M message);

  /** Hears that the caller sent all it wanted to. */
  void halfClosed();

  /** Releases what is queued and whatever still comes, and asks for nothing more. Idempotent. */
  @Override
  void close();
}
