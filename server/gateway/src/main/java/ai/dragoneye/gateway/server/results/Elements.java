package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.wire.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a result that pass a filter, objects or frames, one at a time. To begin with it
 * stands before the first. Not thread-safe; methods decode, and may block on the disk.
 */
interface Elements extends AutoCloseable {
  /**
   * Moves to the next element that passes; false after the last one.
   *
   * @throws InterruptedException or CancellationException soon after an interrupt, also while
   *     nothing passes
   */
  boolean next() throws InterruptedException;

  /** Place of the element in the result, from 0, counted before any filter. */
  long index();

  /** Elements read so far, whether they passed or not. */
  long readCount();

  /**
   * The next part of the element, or null after its last one. It lends bytes, which stay until the
   * next call of any method.
   *
   * @param resumeToken stands on the last part
   */
  @Nullable WireMessage nextPart(String resumeToken);

  @Override
  void close();
}
