package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.PrintableText;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Commands to type next, each with those options of the given command that it takes too: the same
 * gateway, filter and format. No option holds a secret.
 */
final class Advice {
  // The place is said anew, and time that is up is up for the next command as well.
  private static final Set<String> NOT_REPEATED = Set.of("--resume-token", "--deadline");

  private Advice() {}

  /** A command about a task. */
  static String task(String command, String taskId, CommandLine given) {
    return "dragoneye " + command + " " + quoted(taskId) + options(command, given);
  }

  /** How to go on with a result that broke off. */
  static String resume(String command, String taskId, String token, CommandLine given) {
    return "to go on: dragoneye %s %s --resume-token %s%s"
        .formatted(command, quoted(taskId), quoted(token), options(command, given));
  }

  private static String options(String command, CommandLine given) {
    CommandLine advised = Objects.requireNonNull(given.getParent().getSubcommands().get(command));
    CommandSpec next = advised.getCommandSpec();
    StringBuilder options = new StringBuilder();
    given.getParseResult().matchedOptions().stream()
        .distinct()
        .filter(option -> !NOT_REPEATED.contains(option.longestName()))
        .filter(option -> next.findOption(option.longestName()) != null)
        .forEach(option -> append(option, options));
    return options.toString();
  }

  private static void append(OptionSpec option, StringBuilder options) {
    for (String value : option.originalStringValues()) {
      options.append(' ').append(option.longestName());
      if (option.arity().max() > 0) {
        options.append(' ').append(quoted(value));
      }
    }
  }

  /** Words from outside must not become more than one argument of a shell each. */
  private static String quoted(String text) {
    String shown = PrintableText.line(text);
    return shown.matches("[A-Za-z0-9/.][A-Za-z0-9._=:/@+-]*")
        ? shown
        : "'" + shown.replace("'", "'\\''") + "'";
  }
}
