package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.PrintableText;

/** Commands to type next. */
final class Advice {
  private Advice() {}

  /** A command about a task. */
  static String task(String command, String taskId) {
    return "dragoneye " + command + " " + quoted(taskId);
  }

  /** How to go on with a result that broke off. */
  static String resume(String command, String taskId, String token) {
    return "to go on, with the same filter: dragoneye %s %s --resume-token %s"
        .formatted(command, quoted(taskId), quoted(token));
  }

  /** Words of the gateway must not become more than one argument of a shell each. */
  private static String quoted(String text) {
    String shown = PrintableText.line(text);
    return shown.matches("[A-Za-z0-9][A-Za-z0-9._=-]*")
        ? shown
        : "'" + shown.replace("'", "'\\''") + "'";
  }
}
