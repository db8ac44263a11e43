package ai.dragoneye.gateway.benchmarks.rig;

import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of a peer: {@code build}, which may do nothing the second time, and {@code run}. */
final class PeerPrograms {
  static final String RUN = "run";

  private PeerPrograms() {}

  /**
   * Builds a peer and answers its directory.
   *
   * @throws IOException where it is missing or cannot be built, with the last line it said
   */
  static Path built(BenchSettings settings, String directory)
      throws IOException, InterruptedException {
    Path home = settings.home().resolve("peers").resolve(directory).toAbsolutePath().normalize();
    if (!Files.isExecutable(home.resolve(RUN))) {
      throw new IOException("there is no peers/" + directory);
    }
    Path log = Files.createDirectories(settings.work()).resolve(directory + "-build.log");
    Process build =
        new ProcessBuilder(home.resolve("build").toString())
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (build.waitFor() != 0) {
      String said = Files.readString(log).lines().reduce("", (first, last) -> last);
      throw new IOException("peers/%s/build failed: %s".formatted(directory, said));
    }
    return home;
  }
}
