package ai.dragoneye.gateway.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Spans of time as people write them. */
final class Spans {
  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|us|h|m|s)");
  private static final Pattern CLOCK =
      Pattern.compile("(?:(\\d{1,4}):)?(\\d{1,4}):(\\d{1,2}(?:\\.\\d{1,9})?)");
  private static final Pattern PLAIN = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "us", Duration.ofNanos(1_000),
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  private Spans() {}

  /** How long something may take: {@code 90s}, {@code 1h30m}, {@code 500ms}; never zero. */
  static final class Limit implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Duration limit = sum(text);
      if (limit.isZero()) {
        throw new TypeConversionException("'" + text + "' is no time at all");
      }
      return limit;
    }
  }

  /** A place in a video: {@code 12.5s}, {@code 1m30s}, {@code 01:30.25} or {@code 90} (seconds). */
  static final class Position implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (PLAIN.matcher(text).matches()) {
        return times(text, "s");
      }
      Matcher clock = CLOCK.matcher(text);
      if (!clock.matches()) {
        return sum(text);
      }
      Duration hours = clock.group(1) == null ? Duration.ZERO : times(clock.group(1), "h");
      return hours.plus(times(clock.group(2), "m")).plus(times(clock.group(3), "s"));
    }
  }

  private static Duration sum(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      sum = sum.plus(times(part.group(1), part.group(2)));
      end = part.end();
    }
    if (end == 0 || end < text.length()) {
      throw new TypeConversionException(
          "'" + text + "' is not a time such as 500ms, 90s, 5m or 1h30m");
    }
    return sum;
  }

  private static Duration times(String number, String unit) {
    BigDecimal nanos =
        new BigDecimal(number)
            .multiply(BigDecimal.valueOf(UNITS.getOrDefault(unit, Duration.ZERO).toNanos()));
    return Duration.ofSeconds(
        nanos.divideToIntegralValue(BigDecimal.valueOf(1_000_000_000)).longValue(),
        nanos.remainder(BigDecimal.valueOf(1_000_000_000)).longValue());
  }
}
