package ai.dragoneye.gateway.server.failure;

import java.time.Duration;

final class Durations {
  private Durations() {}

  /** For people: {@code 1.5 s}, {@code 90 s}. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 == 0) {
      return millis / 1000 + " s";
    }
    return millis < 1000 ? millis + " ms" : millis / 1000.0 + " s";
  }
}
