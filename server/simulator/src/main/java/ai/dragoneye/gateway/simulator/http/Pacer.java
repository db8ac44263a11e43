package ai.dragoneye.gateway.simulator.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Says how long to wait so that bytes move at a given rate. Not thread-safe. */
final class Pacer {
  private final double nanosPerByte;
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
    long start = freeAt == 0 || freeAt - now < 0 ? now : freeAt;
    freeAt = start + (long) (bytes * nanosPerByte);
    return Duration.ofNanos(freeAt - now);
  }

  boolean unlimited() {
    return nanosPerByte == 0;
  }
}
