package ai.dragoneye.gateway.client;

import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a call sends back, one after another; {@link #hasNext()} and {@link #next()} wait for it.
 *
 * <p>For one thread at a time, and one pass: {@link #iterator()} returns this. The gateway is asked
 * for more only as this is read; about 1 MiB, or one whole element where that is larger, is held
 * ahead. A failed call throws what came before its failure first, then a {@link
 * DragoneyeException}, then always. An interrupt of the waiting thread cancels the call.
 *
 * <p>Close it unless it was read to its end: closing cancels the call. Any thread may close it.
 */
public interface ResponseStream<T> extends Iterator<T>, Iterable<T>, AutoCloseable {
  /** This, for the enhanced {@code for} statement. */
  @Override
  default Iterator<T> iterator() {
    return this;
  }

  /** What is still to come, as a sequential stream; closing that closes this. */
  default Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false).onClose(this::close);
  }

  /** Cancels the call if it is still running. Does not wait; may be called repeatedly. */
  @Override
  void close();
}
