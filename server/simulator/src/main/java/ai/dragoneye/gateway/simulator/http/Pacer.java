package ai.dragoneye.gateway.simulator.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Says how long to wait so that bytes move at a given rate on average. Not thread-safe. */
final class Pacer {
  /** How far behind it catches up; timers are late by a millisecond or two each time. */
  private static final long MAX_LAG = TimeUnit.MILLISECONDS.toNanos(100);

  private final double nanosPerByte;
  private boolean started;
  private long freeAt;

  /** A pacer for a rate in bytes per second; 0 is unlimited. */
  Pacer(long bytesPerSecond) {
    nanosPerByte = bytesPerSecond > 0 ? (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond : 0;
  }

  /** How long to wait, counted from {@code now} in nanoseconds, after these bytes have moved. */
  Duration delayAfter(long bytes, long now) {
    if (unlimited()) {
      return Duration.ZERO;
    }
    // Differences only: the clock's origin is arbitrary.
    if (!started) {
      started = true;
      freeAt = now;
    } else if (now - freeAt > MAX_LAG) {
      freeAt = now - MAX_LAG;
    }
    freeAt += (long) (bytes * nanosPerByte);
    return Duration.ofNanos(Math.max(0, freeAt - now));
  }

  boolean unlimited() {
    return nanosPerByte == 0;
  }
}
