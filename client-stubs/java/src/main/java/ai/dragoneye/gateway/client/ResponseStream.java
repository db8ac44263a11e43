package ai.dragoneye.gateway.client;

import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a call sends back, one after another: for the enhanced {@code for} statement, as an
 * iterator, or as a {@link Stream}, each of which waits for the next element.
 *
 * <p>For one thread at a time, and one pass. The gateway is asked for more only as this is read;
 * about 1 MiB, or one whole element where that is larger, is held ahead. A call that fails gives
 * the elements before its failure, then throws a {@link DragoneyeException}. An interrupt of the
 * waiting thread cancels the call.
 *
 * <p>Close it unless it was read to its end: closing cancels the call. Any thread may close it.
 */
public interface ResponseStream<T> extends Iterable<T>, AutoCloseable {
  /** The one iterator of this stream, the same each time. */
  @Override
  Iterator<T> iterator();

  /** What is still to come, as a sequential stream; closing that closes this. */
  default Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false).onClose(this::close);
  }

  /** Cancels the call if it is still running. Does not wait; may be called repeatedly. */
  @Override
  void close();
}
