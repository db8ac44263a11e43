package ai.dragoneye.gateway.upstream.storage;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one holder has of a {@link SpaceBudget}. One thread at a time grows and shrinks it; any
 * thread may close it, which gives everything back, once.
 */
public final class Reservation implements AutoCloseable {
  private final SpaceBudget budget;
  private final AtomicLong held = new AtomicLong();

  /** Of nothing yet. */
  public Reservation(SpaceBudget budget) {
    this.budget = budget;
  }

  /** Reserves so many bytes more, or none where there are not enough. */
  public boolean grow(long bytes) {
    boolean reserved = budget.reserve(bytes);
    if (reserved) {
      held.addAndGet(bytes);
    }
    return reserved;
  }

  /** Gives so many of its bytes back. */
  public void shrink(long bytes) {
    held.addAndGet(-bytes);
    budget.release(bytes);
  }

  /** Gives all of them back. Idempotent. */
  @Override
  public void close() {
    budget.release(held.getAndSet(0));
  }
}
