package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.config.CallerQuota;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How fast each caller begins calls. Callers that have paused are forgotten. Thread-safe. */
final class CallRates {
  private static final int LOOK_FOR_IDLE = 1000;

  private final LongSupplier nanoTime;
  private final Map<String, Entry> entries = new HashMap<>();
  private int taken;

  private record Entry(TokenBucket bucket, CallerQuota quota) {}

  CallRates(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Zero where the caller may begin a call now, else how long until it may. */
  synchronized Duration take(Party party) {
    CallerQuota quota = party.quota();
    if (quota.requestsPerSecond() == 0) {
      return Duration.ZERO;
    }
    long now = nanoTime.getAsLong();
    if (++taken % LOOK_FOR_IDLE == 0) {
      entries.values().removeIf(entry -> entry.bucket.full(entry.quota, now));
    }
    Entry entry =
        entries.compute(
            party.caller(),
            (_, old) -> new Entry(old == null ? new TokenBucket(quota, now) : old.bucket, quota));
    return Duration.ofNanos(entry.bucket.take(quota, now));
  }

  synchronized int size() {
    return entries.size();
  }
}
