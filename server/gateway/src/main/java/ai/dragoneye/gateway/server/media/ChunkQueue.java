package ai.dragoneye.gateway.server.media;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Chunks between a caller that is asked for them and a subscriber that asks for them. State is
 * guarded by the monitor; signals go out without it, one thread at a time.
 */
final class ChunkQueue implements Flow.Publisher<ByteBuf> {
  // What a queued chunk costs beside its bytes, so that a flood of tiny ones is bounded too.
  private static final int OVERHEAD_BYTES = 1024;

  private final int windowBytes;
  private final Runnable ask;
  private final AtomicInteger pendingDrains = new AtomicInteger();
  private final ArrayDeque<ByteBuf> chunks = new ArrayDeque<>();
  private long queuedCost;
  private long demand;
  private boolean asked;
  private long askedAtNanos;
  private boolean ended;
  private boolean closed;
  private boolean subscribed;
  private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;

  ChunkQueue(int windowBytes, Runnable ask) {
    this.windowBytes = windowBytes;
    this.ask = ask;
  }

  void add(ByteBuf chunk) {
    synchronized (this) {
      asked = false;
      if (closed) {
        chunk.release();
        return;
      }
      chunks.add(chunk);
      queuedCost += cost(chunk);
    }
    drain();
    askIfRoom();
  }

  /** A message came that carried no chunk. */
  void arrived() {
    synchronized (this) {
      asked = false;
    }
    askIfRoom();
  }

  void end() {
    synchronized (this) {
      asked = false;
      ended = true;
    }
    drain();
  }

  void close() {
    synchronized (this) {
      closed = true;
    }
    drain();
  }

  synchronized @Nullable Long waitingSinceNanos() {
    return asked && !ended && !closed ? askedAtNanos : null;
  }

  void askIfRoom() {
    synchronized (this) {
      if (asked || ended || closed || queuedCost >= windowBytes) {
        return;
      }
      asked = true;
      askedAtNanos = System.nanoTime();
    }
    ask.run();
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
    Flow.Subscriber<? super ByteBuf> receiver = receiver();
    if (receiver == null) {
      return;
    }
    for (ByteBuf chunk = poll(); chunk != null; chunk = poll()) {
      receiver.onNext(chunk);
      askIfRoom();
    }
    if (takeCompletion()) {
      receiver.onComplete();
    }
  }

  private synchronized Flow.@Nullable Subscriber<? super ByteBuf> receiver() {
    if (closed) {
      chunks.forEach(ByteBuf::release);
      chunks.clear();
      subscriber = null;
    }
    return subscriber;
  }

  private synchronized @Nullable ByteBuf poll() {
    if (closed || demand == 0 || chunks.isEmpty()) {
      return null;
    }
    demand--;
    ByteBuf chunk = chunks.remove();
    queuedCost -= cost(chunk);
    return chunk;
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
