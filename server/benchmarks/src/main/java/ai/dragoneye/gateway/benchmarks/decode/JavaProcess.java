package ai.dragoneye.gateway.benchmarks.decode;

import java.nio.file.Path;
import java.util.List;

/** How the process of a subject in Java is started: on the JDK and class path of this one. */
final class JavaProcess {
  static final List<String> SUBJECTS = List.of("floor", "ours", "parquet-group");

  private JavaProcess() {}

  /**
   * @param heapMb the most heap it gets
   */
  static List<String> command(String subject, int heapMb) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx%dm".formatted(heapMb),
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        JavaSubject.class.getName(),
        subject);
  }
}
