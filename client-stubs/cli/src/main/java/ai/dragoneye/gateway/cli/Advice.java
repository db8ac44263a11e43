package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.Printable;

/** Commands to type next. */
final class Advice {
  private Advice() {}

  /** How to follow a task. */
  static String watch(String taskId) {
    return "dragoneye watch " + quoted(taskId);
  }

  /** A task id is the gateway's word: it must not become more than one argument of a shell. */
  private static String quoted(String text) {
    String shown = Printable.line(text);
    return shown.matches("[A-Za-z0-9][A-Za-z0-9._=-]*")
        ? shown
        : "'" + shown.replace("'", "'\\''") + "'";
  }
}
