package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.config.CallerQuota;

/** Calls per second, with a burst after a pause. Guarded by its owner. */
final class TokenBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private double tokens;
  private long filledAtNanos;

  TokenBucket(CallerQuota quota, long nowNanos) {
    this.tokens = quota.effectiveBurst();
    this.filledAtNanos = nowNanos;
  }

  /** Takes a token, or takes none and gives the nanoseconds until there is one. */
  long take(CallerQuota quota, long nowNanos) {
    fill(quota, nowNanos);
    if (tokens >= 1) {
      tokens--;
      return 0;
    }
    return (long) Math.ceil((1 - tokens) / quota.requestsPerSecond() * NANOS_PER_SECOND);
  }

  /** Whether it is as good as a new one. */
  boolean full(CallerQuota quota, long nowNanos) {
    fill(quota, nowNanos);
    return tokens >= quota.effectiveBurst();
  }

  private void fill(CallerQuota quota, long nowNanos) {
    double earned = (nowNanos - filledAtNanos) / NANOS_PER_SECOND * quota.requestsPerSecond();
    tokens = Math.min(quota.effectiveBurst(), tokens + earned);
    filledAtNanos = nowNanos;
  }
}
