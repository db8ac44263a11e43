package ai.dragoneye.gateway.upstream.retry;

/**
 * Keeps retries from multiplying the load on a host that is in trouble: each request earns a tenth
 * of a retry, and one more is earned each second. Thread-safe.
 */
final class RetryBudget {
  private static final double EARNED_PER_REQUEST = 0.1;
  private static final double EARNED_PER_NANO = 1e-9;
  private static final double MAX_BALANCE = 100;

  private final TimeSource time;
  private double balance = MAX_BALANCE;
  private long lastEarnedNanos;

  RetryBudget(TimeSource time) {
    this.time = time;
    this.lastEarnedNanos = time.nanoTime();
  }

  /** Notes a first attempt. */
  synchronized void earn() {
    balance = Math.min(MAX_BALANCE, balance + EARNED_PER_REQUEST);
  }

  /** Takes one retry if there is one left. */
  synchronized boolean spend() {
    long now = time.nanoTime();
    balance = Math.min(MAX_BALANCE, balance + (now - lastEarnedNanos) * EARNED_PER_NANO);
    lastEarnedNanos = now;
    if (balance < 1) {
      return false;
    }
    balance -= 1;
    return true;
  }
}
