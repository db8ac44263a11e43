package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.upstream.results.ObjectReader;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a result in the order of the archive.
 *
 * @param <E> an object
 * @param <P> a part of one
 */
final class ObjectElements<E, P> implements Elements<P> {
  private final ObjectReader<E> reader;
  private final Predicate<E> filter;
  private final Cut<E, P> cut;
  private final long start;
  private long index = -1;
  private @Nullable E current;

  /** Cuts an object into parts. */
  @FunctionalInterface
  interface Cut<E, P> {
    Iterator<P> parts(long index, E object, String resumeToken);
  }

  /**
   * Takes the ownership of {@code reader}.
   *
   * @param start index of the first one wanted, at most the number of objects
   */
  ObjectElements(ObjectReader<E> reader, Predicate<E> filter, Cut<E, P> cut, long start) {
    this.reader = reader;
    this.filter = filter;
    this.cut = cut;
    this.start = start;
  }

  @Override
  public boolean next() {
    current = reader.next();
    index++;
    if (current == null && index < start) {
      throw new FailureException(new Failure.ResumeTokenStale());
    }
    return current != null;
  }

  @Override
  public long index() {
    return index;
  }

  @Override
  public boolean passes() {
    return filter.test(current());
  }

  @Override
  public Iterator<P> parts(String resumeToken) {
    return cut.parts(index, current(), resumeToken);
  }

  private E current() {
    return Objects.requireNonNull(current);
  }

  @Override
  public void close() {
    reader.close();
  }
}
