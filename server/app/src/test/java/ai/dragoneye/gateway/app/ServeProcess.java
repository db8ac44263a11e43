package ai.dragoneye.gateway.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code gateway serve} in a JVM of its own, on a free port of loopback. Closing it asks it to end
 * and waits.
 */
final class ServeProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("is listening.*port=\"?(\\d+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final Process process;
  private final BufferedReader log;
  private final int port;

  private ServeProcess(Process process) throws IOException {
    this.process = process;
    this.log = process.errorReader();
    this.port = awaitPort();
  }

  static ServeProcess start(URI upstream, String... jvmFlags) throws IOException {
    return start(upstream, Map.of(), jvmFlags);
  }

  /** With settings: environment variables without their prefix. */
  static ServeProcess start(URI upstream, Map<String, String> settings, String... jvmFlags)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of(jvmFlags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), App.class.getName()));
    command.addAll(List.of("serve", "--upstream", upstream.toString(), "--listen", "127.0.0.1:0"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DRAGONEYE_API_KEY", "test-key");
    settings.forEach(
        (name, value) -> builder.environment().put("DRAGONEYE_GATEWAY_" + name, value));
    return new ServeProcess(builder.start());
  }

  private int awaitPort() throws IOException {
    List<String> seen = new ArrayList<>();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      seen.add(line);
      Matcher listening = PORT.matcher(line);
      if (listening.find()) {
        Thread.ofVirtual().start(this::drain);
        return Integer.parseInt(listening.group(1));
      }
    }
    throw new IllegalStateException("the gateway did not start: " + seen);
  }

  /** So that the process never waits for a reader of its log. */
  private void drain() {
    try {
      log.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      // The process has ended.
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Resident memory of the process in bytes, as Linux counts it. */
  long residentBytes() {
    try {
      Matcher resident =
          RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
      if (!resident.find()) {
        throw new IllegalStateException("no VmRSS of process " + process.pid());
      }
      return Long.parseLong(resident.group(1)) * 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    boolean alive =
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join().isAlive();
    if (alive) {
      process.destroyForcibly();
      throw new IllegalStateException("the gateway did not end within 30 s of SIGTERM");
    }
  }
}
