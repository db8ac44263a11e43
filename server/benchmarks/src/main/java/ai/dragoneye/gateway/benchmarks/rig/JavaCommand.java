package ai.dragoneye.gateway.benchmarks.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of Java processes, on the JDK of this one. */
public final class JavaCommand {
  private JavaCommand() {}

  /** Runs a class of this program. */
  public static List<String> ofClass(Class<?> main, String... jvmOptions) {
    return command(
        List.of(jvmOptions), "-cp", System.getProperty("java.class.path"), main.getName());
  }

  /** Runs a jar. */
  public static List<String> ofJar(Path jar, List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>(command(jvmOptions, "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> command(List<String> jvmOptions, String... rest) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(jvmOptions);
    command.addAll(List.of(rest));
    return command;
  }
}
