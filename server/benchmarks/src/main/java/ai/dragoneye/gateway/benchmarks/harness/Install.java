package ai.dragoneye.gateway.benchmarks.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Installs what a peer needs into a directory, once for each content of the manifest that lists it.
 *
 * @param manifest what is installed, versions pinned
 * @param directory where to
 */
public record Install(Path manifest, Path directory) {
  private static final String STAMP = "installed";

  /**
   * Runs the commands in the directory unless they succeeded there before with the same manifest.
   *
   * @throws IOException where a command is missing or fails; the message says which one
   */
  public void run(List<List<String>> commands) throws IOException, InterruptedException {
    String wanted = Files.readString(manifest);
    Path stamp = directory.resolve(STAMP);
    if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return;
    }
    Files.createDirectories(directory);
    for (List<String> command : commands) {
      execute(command);
    }
    Files.writeString(stamp, wanted);
  }

  private void execute(List<String> command) throws IOException, InterruptedException {
    Path log = directory.resolve("install.log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(
          "%s failed: %s".formatted(String.join(" ", command.subList(0, 2)), lastLine(log)));
    }
  }

  private static String lastLine(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .reduce("", (first, last) -> last);
  }
}
