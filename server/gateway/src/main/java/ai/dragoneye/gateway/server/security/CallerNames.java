package ai.dragoneye.gateway.server.security;

import java.util.regex.Pattern;

/** Which texts name a caller: those that do no harm in a log line, a label or a header. */
final class CallerNames {
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private CallerNames() {}

  static boolean usable(String name) {
    return FORM.matcher(name).matches() && !Caller.ANONYMOUS.equals(name);
  }
}
