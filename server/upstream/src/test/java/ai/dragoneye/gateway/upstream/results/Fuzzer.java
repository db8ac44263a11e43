package ai.dragoneye.gateway.upstream.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Jazzer in a process of its own, with a small heap, on one target. */
final class Fuzzer {
  /** Findings that were mended; each run tries them again first. */
  private static final Path FINDINGS = Path.of("src/test/resources/fuzz");

  private static final Path OUTPUT = Path.of("target/fuzz").toAbsolutePath();
  private static final int SECONDS_PER_INPUT = 60;

  private final Class<?> target;
  private final Path directory;

  Fuzzer(Class<?> target) {
    this.target = target;
    this.directory = OUTPUT.resolve(target.getSimpleName());
  }

  /** Where it leaves its log and findings. */
  Path directory() {
    return directory;
  }

  /** Adds an input to start from. */
  void seed(String name, byte[] input) throws IOException {
    Files.write(Files.createDirectories(directory.resolve("corpus")).resolve(name), input);
  }

  /**
   * Runs it to its end, and gives back the last lines of its log.
   *
   * @param seconds how long to make up inputs
   * @param seed of the randomness; 0 for another one each time
   */
  List<String> run(int seconds, int seed) throws IOException, InterruptedException {
    Path log = Files.createDirectories(directory).resolve("log.txt");
    Process process =
        new ProcessBuilder(command(seconds, seed))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      process.waitFor();
    } finally {
      process.destroy();
    }
    List<String> lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - 5), lines.size());
  }

  /** Inputs that did harm. */
  List<String> findings() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("(crash|oom|timeout|leak)-.*"))
          .toList();
    }
  }

  private List<String> command(int seconds, int seed) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=ai.dragoneye.**:org.apache.parquet.**"
                    + ":shaded.parquet.org.apache.thrift.**:io.airlift.compress.**",
                // Nothing of what Jazzer's hooks look for (reflection, SQL, LDAP) is here.
                "--custom_hook_includes=ai.dragoneye.**",
                "-max_total_time=" + seconds,
                "-timeout=" + SECONDS_PER_INPUT,
                "-max_len=65536",
                // It would go by the peak of the JVM that started it. The heap is the bound.
                "-rss_limit_mb=0",
                "-seed=" + seed,
                directory.resolve("corpus").toString()));
    Path mended = FINDINGS.resolve(target.getSimpleName()).toAbsolutePath();
    if (Files.isDirectory(mended)) {
      command.add(mended.toString());
    }
    return command;
  }
}
