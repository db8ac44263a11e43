package ai.dragoneye.gateway.upstream.results;

import org.jspecify.annotations.Nullable;

/**
 * The objects of a result as encoded messages, one object at a time, each in pieces: the bytes that
 * the generated class would serialize.
 *
 * <p>Holds decode memory until it is read to its end or closed. After a failure, which is as in
 * {@link ResultArchive}, it can only be closed. Not thread-safe.
 */
public interface EncodedObjects extends AutoCloseable {
  /**
   * Moves to the next object that passes the filter; false after the last one. What is left of the
   * current one is passed over. Takes as long as the objects between take.
   *
   * @throws java.util.concurrent.CancellationException soon after the thread was interrupted, whose
   *     flag stays set
   */
  boolean next();

  /** The current object's place in the archive, from 0, counted before any filter. */
  long index();

  /** Objects read so far, from the start that was asked for on, whether they passed or not. */
  long readCount();

  /** Objects in the archive. A start beyond it has no objects, and is likely a mistake. */
  long rowCount();

  /**
   * The next piece of the current object, or null after its last one. Concatenated repeated fields
   * of all pieces make the object, as {@link ObjectPiece} says.
   */
  @Nullable ObjectPiece nextPiece();

  /** Gives the memory back. Idempotent. */
  @Override
  void close();
}
