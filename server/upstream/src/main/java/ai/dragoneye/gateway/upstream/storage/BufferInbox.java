package ai.dragoneye.gateway.upstream.storage;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * Hands buffers that arrive on event loops to one virtual thread, a few ahead of it at most. Takes
 * over each buffer's ownership and passes it on; closing cancels the source and releases what was
 * not taken.
 */
public final class BufferInbox extends BaseSubscriber<ByteBuf> implements AutoCloseable {
  private static final int AHEAD = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<ByteBuf> buffers = new ArrayDeque<>();
  private @Nullable Throwable failure;
  private boolean ended;
  private boolean closed;

  /** The source failed. */
  public static final class SourceFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    SourceFailedException(Throwable cause) {
      super(cause);
    }

    /** What the source failed with. */
    public Throwable failure() {
      return getCause() == null ? this : getCause();
    }
  }

  @Override
  protected void hookOnSubscribe(Subscription subscription) {
    subscription.request(AHEAD);
  }

  @Override
  protected void hookOnNext(ByteBuf buffer) {
    lock.lock();
    try {
      if (closed) {
        buffer.release();
      } else {
        buffers.add(buffer);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  protected void hookOnComplete() {
    end(null);
  }

  @Override
  protected void hookOnError(Throwable thrown) {
    end(thrown);
  }

  private void end(@Nullable Throwable thrown) {
    lock.lock();
    try {
      ended = true;
      failure = thrown;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the source has sent something, or ended.
   *
   * @throws TimeoutException where it did neither within the limit
   */
  public void awaitFirst(Duration limit) throws InterruptedException, TimeoutException {
    lock.lockInterruptibly();
    try {
      awaitSignal(limit);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next buffer, which the caller releases, or null after the last one.
   *
   * @throws TimeoutException where none came within the limit
   */
  public @Nullable ByteBuf take(Duration limit)
      throws InterruptedException, TimeoutException, SourceFailedException {
    ByteBuf buffer = next(limit);
    if (buffer != null) {
      request(1);
    }
    return buffer;
  }

  private @Nullable ByteBuf next(Duration limit)
      throws InterruptedException, TimeoutException, SourceFailedException {
    lock.lockInterruptibly();
    try {
      awaitSignal(limit);
      if (buffers.isEmpty() && failure != null) {
        throw new SourceFailedException(failure);
      }
      return buffers.poll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitSignal(Duration limit) throws InterruptedException, TimeoutException {
    long nanosLeft = limit.toNanos();
    while (buffers.isEmpty() && !ended) {
      if (nanosLeft <= 0) {
        throw new TimeoutException();
      }
      nanosLeft = changed.awaitNanos(nanosLeft);
    }
  }

  @Override
  public void close() {
    cancel();
    lock.lock();
    try {
      closed = true;
      buffers.forEach(ByteBuf::release);
      buffers.clear();
    } finally {
      lock.unlock();
    }
  }
}
