package ai.dragoneye.gateway.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs {@code gateway demo} in this process. */
final class Demo {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  int run(String... options) {
    CommandLine commandLine = App.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(
        Stream.concat(Stream.of("demo"), Stream.of(options)).toArray(String[]::new));
  }

  /** All of standard output. */
  String out() {
    return out.toString();
  }

  /** All of standard error. */
  String err() {
    return err.toString();
  }

  List<String> errLines() {
    return err().lines().toList();
  }
}
