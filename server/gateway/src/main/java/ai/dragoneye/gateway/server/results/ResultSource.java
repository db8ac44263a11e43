package ai.dragoneye.gateway.server.results;

import java.util.Iterator;

/**
 * A result as a stream has it: headers, then elements in parts.
 *
 * @param <H> a header
 * @param <P> a part of an element
 */
interface ResultSource<H, P> {
  StreamKind kind();

  /** The headers, each made when it is asked for. */
  Iterator<H> headers();

  /**
   * The elements before any filter; the caller closes them.
   *
   * @param start index of the first one wanted; those before it may be passed over
   */
  Elements<P> elements(long start) throws InterruptedException;
}
