package ai.dragoneye.gateway.client;

import java.time.Duration;

/** Checks of durations that callers pass in. */
final class Durations {
  private Durations() {}

  static Duration positive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "The %s must be positive, and %s is not".formatted(name, duration));
    }
    return duration;
  }
}
