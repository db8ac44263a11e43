package ai.dragoneye.gateway.upstream.results;

import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of a result one at a time. Not thread-safe.
 *
 * @param <T> the message of an object
 */
public interface ObjectReader<T> extends AutoCloseable {
  /** The next object, or null after the last one. */
  @Nullable T next();

  @Override
  void close();
}
