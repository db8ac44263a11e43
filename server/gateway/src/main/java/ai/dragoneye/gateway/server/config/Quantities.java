package ai.dragoneye.gateway.server.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
public final class Quantities {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");
  private static final Map<String, Duration> TIME_UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));
  private static final Map<String, Long> SIZE_UNITS =
      Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
  // Ten years: longer ones overflow somewhere down the line.
  private static final Duration LONGEST = Duration.ofDays(3650);

  private Quantities() {}

  static Duration duration(String text) {
    Matcher matcher = FORM.matcher(text);
    Duration unit = matcher.matches() ? TIME_UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("must be a duration such as 500ms, 30s, 5m or 1h");
    }
    try {
      Duration duration = unit.multipliedBy(Long.parseLong(matcher.group(1)));
      if (duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (ArithmeticException _) {
      // Longer than any duration can be.
    }
    throw new IllegalArgumentException("must be at most ten years");
  }

  /**
   * A size in bytes.
   *
   * @param text for example 4096, 64KiB, 8MiB or 2GiB
   * @throws IllegalArgumentException where it is no size, with what is wrong
   */
  public static long bytes(String text) {
    Matcher matcher = FORM.matcher(text);
    Long unit = matcher.matches() ? SIZE_UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("must be a size such as 4096, 64KiB, 8MiB or 2GiB");
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("must be less than 8 EiB");
    }
  }

  static long number(String text) {
    if (!text.matches("-?\\d{1,18}")) {
      throw new IllegalArgumentException("must be a whole number");
    }
    return Long.parseLong(text);
  }
}
