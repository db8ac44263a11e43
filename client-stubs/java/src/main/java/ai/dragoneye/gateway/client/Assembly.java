package ai.dragoneye.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * Makes whole events of the messages of a stream. One thread at a time.
 *
 * @param <M> messages
 * @param <E> events
 */
interface Assembly<M, E> {
  /** Takes a message in; gives the event that is whole with it, if any. */
  @Nullable E accept(M message);

  /** Whether all has arrived, so that a stream that ends now was not cut. */
  boolean isComplete();

  /**
   * Forgets what is not whole, because the stream broke.
   *
   * @return whether it can be continued: messages will come that follow the last whole event
   */
  boolean rewind();

  /** About how much memory an event holds. */
  long sizeOf(E event);
}
