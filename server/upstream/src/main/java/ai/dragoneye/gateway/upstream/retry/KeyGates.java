package ai.dragoneye.gateway.upstream.retry;

import ai.dragoneye.gateway.upstream.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets one 429 slow every call of the same key and no other. Keeps hashes of keys, never keys; a
 * gate is forgotten once it is open, and the oldest one where there are too many. Thread-safe.
 */
final class KeyGates {
  private static final int MAX_GATES = 10_000;

  private final TimeSource time;
  private final Map<String, Long> closedUntilNanos = new LinkedHashMap<>();

  KeyGates(TimeSource time) {
    this.time = time;
  }

  static String nameOf(ApiKey key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(key.value().getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** How long calls of this key have to wait yet. */
  synchronized Duration remaining(String name) {
    Long until = closedUntilNanos.get(name);
    if (until == null) {
      return Duration.ZERO;
    }
    long remaining = until - time.nanoTime();
    if (remaining <= 0) {
      closedUntilNanos.remove(name);
      return Duration.ZERO;
    }
    return Duration.ofNanos(remaining);
  }

  /** Holds calls of this key back for the given time, or longer where that was said before. */
  synchronized void close(String name, Duration time) {
    if (time.compareTo(remaining(name)) <= 0) {
      return;
    }
    if (!closedUntilNanos.containsKey(name) && closedUntilNanos.size() >= MAX_GATES) {
      forgetOne();
    }
    closedUntilNanos.put(name, this.time.nanoTime() + time.toNanos());
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
