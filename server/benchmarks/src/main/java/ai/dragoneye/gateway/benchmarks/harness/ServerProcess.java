package ai.dragoneye.gateway.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server in a process of its own, which tells in a line of its output on which port it listens:
 * {@code listening on 127.0.0.1:PORT} or {@code listening port="PORT"}. Processes that it starts
 * are counted and ended with it. It ends when this process does. Thread-safe.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("listening (?:on 127\\.0\\.0\\.1:|port=\")(\\d+)");
  private static final Duration START = Duration.ofSeconds(60);
  private static final int GRACE_SECONDS = 30;

  private final String name;
  private final Process process;
  private final CompletableFuture<Integer> listening = new CompletableFuture<>();
  private final Thread atExit;
  private volatile String lastLine = "";

  private ServerProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.atExit = Thread.ofPlatform().unstarted(this::kill);
    Runtime.getRuntime().addShutdownHook(atExit);
    Thread.ofVirtual().start(this::readOutput);
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param environment added to this process's own
   * @throws IOException where it cannot be started, ends first or does not listen within a minute
   */
  public static ServerProcess start(
      String name, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    ServerProcess server = new ServerProcess(name, builder.start());
    try {
      server.listening.get(START.toSeconds(), TimeUnit.SECONDS);
      return server;
    } catch (ExecutionException | TimeoutException e) {
      server.close();
      throw new IOException("%s does not listen: %s".formatted(name, server.lastLine), e);
    } catch (InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private void readOutput() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lastLine = line;
        Matcher told = LISTENING.matcher(line);
        if (!listening.isDone() && told.find()) {
          listening.complete(Integer.valueOf(told.group(1)));
        }
      }
    } catch (IOException e) {
      lastLine = String.valueOf(e.getMessage());
    }
    listening.completeExceptionally(new IOException("ended"));
  }

  /** Its name, for people. */
  public String name() {
    return name;
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return listening.join();
  }

  /** CPU time that it has used so far, in seconds. */
  public double cpuSeconds() {
    return all()
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToDouble(time -> time.toNanos() / 1e9)
        .sum();
  }

  /** Memory that it occupies now, in MB; 0 where the system does not tell. */
  public double rssMb() {
    return all().mapToDouble(handle -> rssMb(handle.pid())).sum();
  }

  private static double rssMb(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      Optional<String> rss = lines.filter(line -> line.startsWith("VmRSS:")).findFirst();
      return rss.map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6).orElse(0.0);
    } catch (IOException _) {
      return 0;
    }
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  private void kill() {
    all().toList().forEach(ProcessHandle::destroyForcibly);
  }

  /** Asks it to end, and ends it where it does not within some seconds. */
  @Override
  public void close() {
    List<ProcessHandle> handles = all().toList();
    handles.forEach(ProcessHandle::destroy);
    try {
      process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException _) {
      kill();
    } catch (InterruptedException _) {
      kill();
      Thread.currentThread().interrupt();
    }
    handles.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            handles.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, GRACE_SECONDS, TimeUnit.SECONDS)
        .join();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
