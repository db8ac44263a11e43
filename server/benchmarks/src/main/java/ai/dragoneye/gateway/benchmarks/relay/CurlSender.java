package ai.dragoneye.gateway.benchmarks.relay;

import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.rig.DirectTask;
import ai.dragoneye.gateway.benchmarks.rig.Media;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Posts files straight to the store with curl, a process for each stream. */
final class CurlSender implements Sender {
  private static final int BLOCK = 1 << 20;

  private final Upstream upstream;
  private final Path directory;

  /**
   * @param directory for the files; they are kept for the next run
   */
  CurlSender(Upstream upstream, Path directory) {
    this.upstream = upstream;
    this.directory = directory;
  }

  @Override
  public Map<Metric, Double> send(RelayCase how, long bytes)
      throws IOException, InterruptedException {
    Path file = file(bytes / how.streams());
    List<List<String>> commands = new ArrayList<>();
    for (int i = 0; i < how.streams(); i++) {
      commands.add(DirectTask.begin(upstream.url(), "image/jpeg").curlArguments(file.toString()));
    }
    long begun = System.nanoTime();
    run(commands);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return Map.of(SPEED, bytes / 1e6 / seconds);
  }

  private static void run(List<List<String>> commands) throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    try {
      for (List<String> command : commands) {
        processes.add(new ProcessBuilder(command).inheritIO().start());
      }
      for (Process process : processes) {
        if (process.waitFor() != 0) {
          throw new IOException("curl failed");
        }
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private Path file(long size) throws IOException {
    Path file = Files.createDirectories(directory).resolve("media-" + size);
    if (!Files.exists(file) || Files.size(file) != size) {
      byte[] block = Media.bytes(BLOCK);
      try (OutputStream out = Files.newOutputStream(file)) {
        for (long written = 0; written < size; written += BLOCK) {
          out.write(block, 0, (int) Math.min(BLOCK, size - written));
        }
      }
    }
    return file;
  }

  @Override
  public void close() {}
}
