package ai.dragoneye.gateway.simulator.http;

import java.util.concurrent.TimeUnit;

/** Says how long to wait so that bytes move at a given rate. Not thread-safe. */
final class Pacer {
  private final double nanosPerByte;
  private long freeAt;

  /** A pacer for a rate in bytes per second; 0 is unlimited. */
  Pacer(long bytesPerSecond) {
    nanosPerByte = bytesPerSecond > 0 ? (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond : 0;
  }

  /** Nanoseconds to wait, counted from {@code now}, after these bytes have moved. */
  long delayAfter(long bytes, long now) {
    if (unlimited()) {
      return 0;
    }
    // Differences only: the clock's origin is arbitrary.
    long start = freeAt == 0 || freeAt - now < 0 ? now : freeAt;
    freeAt = start + (long) (bytes * nanosPerByte);
    return freeAt - now;
  }

  boolean unlimited() {
    return nanosPerByte == 0;
  }
}
