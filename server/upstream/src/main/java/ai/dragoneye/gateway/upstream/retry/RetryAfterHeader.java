package ai.dragoneye.gateway.upstream.retry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Retry-After} header: seconds or an HTTP date. */
public final class RetryAfterHeader {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfterHeader() {}

  /**
   * The wait the header asks for, from zero to one day, or null where it is absent or makes no
   * sense.
   */
  public static @Nullable Duration parse(@Nullable String value, Instant now) {
    if (value == null) {
      return null;
    }
    String trimmed = value.strip();
    Duration wait = trimmed.matches("[0-9]{1,9}") ? seconds(trimmed) : untilDate(trimmed, now);
    return wait == null || wait.compareTo(LONGEST) <= 0 ? wait : LONGEST;
  }

  private static Duration seconds(String digits) {
    return Duration.ofSeconds(Long.parseLong(digits));
  }

  private static @Nullable Duration untilDate(String value, Instant now) {
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO;
    } catch (DateTimeException malformed) {
      return null;
    }
  }
}
