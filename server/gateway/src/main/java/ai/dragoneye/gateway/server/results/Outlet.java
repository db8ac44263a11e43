package ai.dragoneye.gateway.server.results;

/**
 * Where the messages of a stream go, as fast as the caller reads. For one thread.
 *
 * @param <T> a message
 */
public interface Outlet<T> {
  /**
   * Waits until the caller has taken what was sent before, up to a window. Make the next message
   * only then: what is made and not taken is held in memory.
   *
   * @throws ai.dragoneye.gateway.server.failure.FailureException with ReaderStalled where the
   *     caller takes nothing for too long
   */
  void awaitReady() throws InterruptedException;

  /** Sends a message. Never blocks. */
  void send(T message);
}
