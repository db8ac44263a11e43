package ai.dragoneye.gateway.server.rpc;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Trace ids as W3C Trace Context has them: 32 lower-case hex digits, not all zero. */
final class TraceIds {
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
  private static final int MAX_TRACEPARENT_LENGTH = 128;

  private TraceIds() {}

  /** The id in {@code traceparent}, or a new one where there is none to be read. */
  static String from(@Nullable String traceparent) {
    if (traceparent != null && traceparent.length() <= MAX_TRACEPARENT_LENGTH) {
      Matcher matcher = TRACEPARENT.matcher(traceparent);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
