package ai.dragoneye.gateway.client;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The events of a call, for a thread that waits for them. */
final class BlockingStream<T> implements ResponseStream<T> {
  private final Inbound<?, T> inbound;
  private final Iterator<T> elements = new Elements();

  BlockingStream(Inbound<?, T> inbound) {
    this.inbound = inbound;
  }

  @Override
  public Iterator<T> iterator() {
    return elements;
  }

  @Override
  public void close() {
    inbound.close();
  }

  private final class Elements implements Iterator<T> {
    private @Nullable T next;

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
  }
}
