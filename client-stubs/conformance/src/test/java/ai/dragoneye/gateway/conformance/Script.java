package ai.dragoneye.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A program of this directory's or of a package beside it. What it prints is printed. */
final class Script {
  private static final boolean CI = "true".equals(System.getenv("CI"));
  private static final int LINES_TOLD = 30;

  private final ProcessBuilder builder;

  /** To be run in the directory that it stands in. */
  Script(Path directory, String program, String... arguments) {
    Path folder = directory.toAbsolutePath().normalize();
    builder = new ProcessBuilder(folder.resolve(program).toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(folder.toFile()).redirectErrorStream(true);
    // The JDK that this runs on.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
  }

  Script with(String variable, String value) {
    builder.environment().put(variable, value);
    return this;
  }

  /** Skips the test with a line where a tool is missing, but in CI. */
  static void require(boolean present, String missing) {
    assertThat(present || !CI).as(missing).isTrue();
    assumeTrue(present, missing);
  }

  /** Whether a command can be run and succeeds. */
  static boolean works(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Fails with the last lines of what it printed; it is ended when it takes longer than that. */
  void shouldSucceedWithin(long minutes) throws IOException, InterruptedException {
    Process process = builder.start();
    Queue<String> end = new ConcurrentLinkedQueue<>();
    try {
      Thread output =
          new Thread(() -> process.inputReader().lines().forEach(line -> print(line, end)));
      output.start();
      assertThat(process.waitFor(minutes, TimeUnit.MINUTES)).as("ended in time").isTrue();
      output.join();
      assertThat(process.exitValue())
          .as("exit code of %s, which ended with%n%s", builder.command(), String.join("\n", end))
          .isZero();
    } finally {
      process.destroy();
    }
  }

  private static void print(String line, Queue<String> end) {
    System.out.println(line);
    end.add(line);
    if (end.size() > LINES_TOLD) {
      end.remove();
    }
  }
}
