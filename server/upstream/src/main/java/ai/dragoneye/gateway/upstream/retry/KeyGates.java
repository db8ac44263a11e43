package ai.dragoneye.gateway.upstream.retry;

import ai.dragoneye.gateway.upstream.KeyHash;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets one 429 slow every call of the same key and no other. Keeps hashes of keys, never keys; a
 * gate is forgotten once it is open, and the oldest one where there are too many. Thread-safe.
 */
final class KeyGates {
  private static final int MAX_GATES = 10_000;

  private final TimeSource time;
  private final Map<KeyHash, Long> closedUntilNanos = new LinkedHashMap<>();

  KeyGates(TimeSource time) {
    this.time = time;
  }

  /** How long calls of this key have to wait yet. */
  synchronized Duration remaining(KeyHash key) {
    Long until = closedUntilNanos.get(key);
    if (until == null) {
      return Duration.ZERO;
    }
    long remaining = until - time.nanoTime();
    if (remaining <= 0) {
      closedUntilNanos.remove(key);
      return Duration.ZERO;
    }
    return Duration.ofNanos(remaining);
  }

  /** Holds calls of this key back for the given time, or longer where that was said before. */
  synchronized void close(KeyHash key, Duration time) {
    if (time.compareTo(remaining(key)) <= 0) {
      return;
    }
    if (!closedUntilNanos.containsKey(key) && closedUntilNanos.size() >= MAX_GATES) {
      forgetOne();
    }
    closedUntilNanos.put(key, this.time.nanoTime() + time.toNanos());
  }

  private void forgetOne() {
    long now = time.nanoTime();
    if (!closedUntilNanos.values().removeIf(until -> until - now <= 0)) {
      closedUntilNanos.remove(closedUntilNanos.keySet().iterator().next());
    }
  }

  synchronized int size() {
    return closedUntilNanos.size();
  }
}
