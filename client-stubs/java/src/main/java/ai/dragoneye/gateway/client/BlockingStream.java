package ai.dragoneye.gateway.client;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Elements of a call as a blocking iterator. */
final class BlockingStream<T> implements ResponseStream<T> {
  private final Inbound<?, T> inbound;
  private @Nullable T next;

  BlockingStream(Inbound<?, T> inbound) {
    this.inbound = inbound;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = inbound.take();
    }
    return next != null;
  }

  @Override
  public T next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("The stream has ended");
    }
    T taken = next;
    next = null;
    return taken;
  }

  @Override
  public void close() {
    inbound.close();
  }
}
