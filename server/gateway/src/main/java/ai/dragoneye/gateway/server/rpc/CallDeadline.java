package ai.dragoneye.gateway.server.rpc;

import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a caller whose deadline passed from one that went before: both reset the stream as
 * CANCELLED, and its own clock is the first to know.
 *
 * @param endNanos when the deadline passes, or null where there is none
 * @param slackNanos how much earlier than here it may pass at the caller
 */
record CallDeadline(@Nullable Long endNanos, long slackNanos) {
  private static final Metadata.Key<String> TIMEOUT =
      Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "H", Duration.ofHours(1),
          "M", Duration.ofMinutes(1),
          "S", Duration.ofSeconds(1),
          "m", Duration.ofMillis(1),
          "u", Duration.ofNanos(1_000),
          "n", Duration.ofNanos(1));
  // The headers were under way, and may have waited here.
  private static final Duration LEAST_SLACK = Duration.ofMillis(50);
  private static final Duration MOST_SLACK = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  /** The deadline of a call that arrived at {@code nowNanos}. */
  static CallDeadline of(Metadata headers, long nowNanos) {
    String text = headers.get(TIMEOUT);
    Matcher matcher = FORM.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return new CallDeadline(null, 0);
    }
    Duration timeout =
        shorter(
            UNITS
                .getOrDefault(matcher.group(2), LONGEST)
                .multipliedBy(Long.parseLong(matcher.group(1))),
            LONGEST);
    Duration slack = shorter(longer(timeout.dividedBy(10), LEAST_SLACK), MOST_SLACK);
    return new CallDeadline(nowNanos + timeout.toNanos(), slack.toNanos());
  }

  /** What the end of a call with {@code code} at {@code nowNanos} was. */
  Status.Code judge(Status.Code code, long nowNanos) {
    boolean passed = endNanos != null && endNanos - slackNanos - nowNanos <= 0;
    return code == Status.Code.CANCELLED && passed ? Status.Code.DEADLINE_EXCEEDED : code;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
