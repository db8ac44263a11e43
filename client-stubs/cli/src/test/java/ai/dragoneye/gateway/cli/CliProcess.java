package ai.dragoneye.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command line in a JVM of its own, its standard error in a file. */
record CliProcess(ProcessBuilder builder, Path err) {
  static CliProcess in(Path directory, String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(heedingInterrupts());
    builder
        .command()
        .addAll(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                DragoneyeCommand.class.getName()));
    builder.command().addAll(List.of(arguments));
    Path err = directory.resolve("err");
    return new CliProcess(builder.redirectError(err.toFile()), err);
  }

  /**
   * A script in the background ignores SIGINT, and so would what it starts. Where env cannot undo
   * that, it is no GNU one.
   */
  private static String[] heedingInterrupts() {
    String[] command = {"env", "--default-signal=INT"};
    try {
      Process probe = new ProcessBuilder(command[0], command[1], "true").start();
      return probe.waitFor() == 0 ? command : new String[0];
    } catch (IOException e) {
      return new String[0];
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> errors() throws IOException {
    return Files.readAllLines(err);
  }
}
