package ai.dragoneye.gateway.server.media;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one media, between the window they came through and a subscriber that asks for
 * them. State is guarded by the monitor; signals go out without it, one thread at a time.
 */
final class ChunkQueue implements Flow.Publisher<ByteBuf> {
  // What a queued chunk costs beside its bytes, so that a flood of tiny ones is bounded too.
  private static final int OVERHEAD_BYTES = 1024;

  private final ReceiveWindow window;
  private final Runnable onUnwanted;
  private final AtomicInteger pendingDrains = new AtomicInteger();
  private final ArrayDeque<ByteBuf> chunks = new ArrayDeque<>();
  private long demand;
  private boolean ended;
  private boolean closed;
  private boolean subscribed;
  private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;

  /**
   * @param onUnwanted runs where the queue is closed or its subscriber cancels, before what is
   *     queued is freed
   */
  ChunkQueue(ReceiveWindow window, Runnable onUnwanted) {
    this.window = window;
    this.onUnwanted = onUnwanted;
  }

  /** Takes a chunk that just arrived, and releases it where nobody wants it any more. */
  void add(ByteBuf chunk) {
    int cost = cost(chunk);
    window.arrived(cost);
    if (keep(chunk)) {
      drain();
      window.askIfRoom();
    } else {
      chunk.release();
      window.freed(cost);
    }
  }

  private synchronized boolean keep(ByteBuf chunk) {
    return !closed && chunks.add(chunk);
  }

  void end() {
    synchronized (this) {
      ended = true;
    }
    drain();
  }

  void close() {
    onUnwanted.run();
    synchronized (this) {
      closed = true;
    }
    drain();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuf> newSubscriber) {
    synchronized (this) {
      if (subscribed) {
        throw new IllegalStateException("media can be read once");
      }
      subscribed = true;
    }
    newSubscriber.onSubscribe(new Demand());
    synchronized (this) {
      subscriber = newSubscriber;
    }
    drain();
  }

  private void drain() {
    if (pendingDrains.getAndIncrement() != 0) {
      return;
    }
    int handled = 1;
    do {
      emit();
      handled = pendingDrains.addAndGet(-handled);
    } while (handled != 0);
  }

  private void emit() {
    discardIfClosed();
    Flow.Subscriber<? super ByteBuf> receiver = receiver();
    if (receiver == null) {
      return;
    }
    for (ByteBuf chunk = poll(); chunk != null; chunk = poll()) {
      int cost = cost(chunk);
      receiver.onNext(chunk);
      window.freed(cost);
    }
    if (takeCompletion()) {
      receiver.onComplete();
    }
  }

  private void discardIfClosed() {
    List<ByteBuf> unwanted;
    synchronized (this) {
      if (!closed) {
        return;
      }
      subscriber = null;
      unwanted = List.copyOf(chunks);
      chunks.clear();
    }
    long cost = unwanted.stream().mapToLong(ChunkQueue::cost).sum();
    unwanted.forEach(ByteBuf::release);
    window.freed(cost);
  }

  private synchronized Flow.@Nullable Subscriber<? super ByteBuf> receiver() {
    return subscriber;
  }

  private synchronized @Nullable ByteBuf poll() {
    if (closed || demand == 0 || chunks.isEmpty()) {
      return null;
    }
    demand--;
    return chunks.remove();
  }

  private synchronized boolean takeCompletion() {
    if (closed || !ended || !chunks.isEmpty()) {
      return false;
    }
    closed = true;
    return true;
  }

  private static int cost(ByteBuf chunk) {
    return chunk.readableBytes() + OVERHEAD_BYTES;
  }

  private final class Demand implements Flow.Subscription {
    @Override
    public void request(long n) {
      if (n <= 0) {
        throw new IllegalArgumentException("a subscriber asks for at least one chunk, not " + n);
      }
      synchronized (ChunkQueue.this) {
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
      }
      drain();
    }

    @Override
    public void cancel() {
      close();
    }
  }
}
