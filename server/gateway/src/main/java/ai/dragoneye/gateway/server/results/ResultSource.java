package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.upstream.results.ObjectReader;
import java.util.Iterator;

/**
 * A result as a stream has it: headers, elements, and the parts elements are cut into. Iterators
 * make their messages when asked for them.
 *
 * @param <H> a header
 * @param <E> an element: an object or frame
 * @param <P> a part of one
 */
interface ResultSource<H, E, P> {
  StreamKind kind();

  Iterator<H> headers();

  /** All elements, before any filter. */
  ObjectReader<E> elements();

  boolean passes(E element);

  /**
   * @param resumeToken stands on the last part
   */
  Iterator<P> parts(long index, E element, String resumeToken);
}
