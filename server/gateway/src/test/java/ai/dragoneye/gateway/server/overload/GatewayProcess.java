package ai.dragoneye.gateway.server.overload;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running {@link GatewayMain}. Closing it ends it. */
final class GatewayProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final BufferedReader output;
  private final int port;

  /**
   * What the process holds.
   *
   * @param peakMediaBytes the most that was reserved for media
   * @param peakDirectBytes the most memory outside of the heap
   */
  record State(
      int predictions,
      int waiting,
      long mediaBytes,
      int streams,
      int reads,
      int calls,
      long peakMediaBytes,
      long peakDirectBytes) {
    boolean idle() {
      return predictions + waiting + mediaBytes + streams + reads + calls == 0;
    }

    private static State parse(String line) {
      List<Long> values = Stream.of(line.split(" ")).map(Long::valueOf).toList();
      return new State(
          values.get(0).intValue(),
          values.get(1).intValue(),
          values.get(2),
          values.get(3).intValue(),
          values.get(4).intValue(),
          values.get(5).intValue(),
          values.get(6),
          values.get(7));
    }
  }

  private GatewayProcess(Process process, Path log) throws IOException {
    this.process = process;
    this.log = log;
    this.output = process.inputReader();
    String line = output.readLine();
    if (line == null) {
      throw new IllegalStateException("did not start: " + Files.readString(log));
    }
    this.port = Integer.parseInt(line);
  }

  static GatewayProcess start(
      Path folder, URI upstream, Map<String, String> settings, List<String> jvmFlags)
      throws IOException {
    Path log = folder.resolve("gateway.log");
    List<String> command =
        Stream.of(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                List.of(
                    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"),
                jvmFlags,
                List.of("-cp", System.getProperty("java.class.path"), GatewayMain.class.getName()))
            .flatMap(List::stream)
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(new File(log.toString()));
    Map<String, String> environment = builder.environment();
    environment.put("DRAGONEYE_API_KEY", "test-key");
    environment.put("DRAGONEYE_GATEWAY_LISTEN", "127.0.0.1:0");
    environment.put("DRAGONEYE_GATEWAY_UPSTREAM_BASE_URL", upstream.toString());
    settings.forEach((name, value) -> environment.put("DRAGONEYE_GATEWAY_" + name, value));
    return new GatewayProcess(builder.start(), log);
  }

  int port() {
    return port;
  }

  boolean alive() {
    return process.isAlive();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  synchronized State state() throws IOException {
    process.outputWriter().write("\n");
    process.outputWriter().flush();
    return State.parse(output.readLine());
  }

  @Override
  public void close() throws IOException {
    process.outputWriter().close();
    boolean alive =
        process.onExit().completeOnTimeout(process, 40, TimeUnit.SECONDS).join().isAlive();
    if (alive) {
      process.destroyForcibly();
      throw new IllegalStateException("did not end: " + log());
    }
  }
}
