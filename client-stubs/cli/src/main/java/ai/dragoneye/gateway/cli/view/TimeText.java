package ai.dragoneye.gateway.cli.view;

import java.util.Locale;

/** Times of a video for people. */
final class TimeText {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long MILLIS_PER_MINUTE = 60_000;

  private TimeText() {}

  /** A time in microseconds as {@code m:ss.mmm}, cut to the millisecond. */
  static String of(long micros) {
    long millis = Math.abs(micros / MICROS_PER_MILLI);
    return String.format(
        Locale.ROOT,
        "%s%d:%02d.%03d",
        micros < 0 && millis > 0 ? "-" : "",
        millis / MILLIS_PER_MINUTE,
        millis % MILLIS_PER_MINUTE / MILLIS_PER_SECOND,
        millis % MILLIS_PER_SECOND);
  }

  /** A span of time, both ends inclusive. */
  static String of(long startMicros, long endMicros) {
    return of(startMicros) + "-" + of(endMicros);
  }
}
