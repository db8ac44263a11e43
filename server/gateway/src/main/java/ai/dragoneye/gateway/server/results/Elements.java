package ai.dragoneye.gateway.server.results;

import java.util.Iterator;

/**
 * The elements of a result, objects or frames, one at a time. To begin with it stands before the
 * first. Not thread-safe; methods decode, and may block on the disk.
 *
 * @param <P> a part of an element
 */
interface Elements<P> extends AutoCloseable {
  /** Moves to the next element; false after the last one. */
  boolean next();

  /** Place of the element in the result, from 0. */
  long index();

  /** Whether the element passes the filter. */
  boolean passes();

  /**
   * Cuts the element into parts, each made when it is asked for.
   *
   * @param resumeToken stands on the last part
   */
  Iterator<P> parts(String resumeToken);

  @Override
  void close();
}
