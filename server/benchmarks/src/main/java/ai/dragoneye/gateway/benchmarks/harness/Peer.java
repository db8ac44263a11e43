package ai.dragoneye.gateway.benchmarks.harness;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A subject in a process of its own that lives through all rounds: it is asked by a line of JSON on
 * its standard input and answers by a line of JSON on its standard output; what it writes to
 * standard error is passed on. An answer with a field {@code error} is a failure. It ends when this
 * process does. One thread at a time.
 */
public final class Peer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String name;
  private final Duration patience;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private final Thread atExit;

  private Peer(String name, Duration patience, Process process) {
    this.name = name;
    this.patience = patience;
    this.process = process;
    this.requests = process.outputWriter();
    this.answers = process.inputReader();
    this.atExit = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts its process.
   *
   * @param patience how long an answer may take; then the process is killed
   */
  public static Peer start(String name, List<String> command, Duration patience)
      throws IOException {
    return start(name, command, patience, ProcessBuilder.Redirect.INHERIT);
  }

  /** The same, but without what it writes to standard error: for trials that are meant to fail. */
  public static Peer startQuietly(String name, List<String> command, Duration patience)
      throws IOException {
    return start(name, command, patience, ProcessBuilder.Redirect.DISCARD);
  }

  private static Peer start(
      String name, List<String> command, Duration patience, ProcessBuilder.Redirect errors)
      throws IOException {
    return new Peer(name, patience, new ProcessBuilder(command).redirectError(errors).start());
  }

  /** An empty request. */
  public static ObjectNode request() {
    return JSON.createObjectNode();
  }

  /** Asks and waits for the answer. A peer that failed is of no use any more. */
  public JsonNode ask(ObjectNode request) throws IOException, InterruptedException {
    CompletableFuture<Void> watch =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    try {
      requests.write(request.toString());
      requests.newLine();
      requests.flush();
      return answer();
    } catch (IOException | JacksonException e) {
      throw new IOException("%s failed: %s".formatted(name, e.getMessage()), e);
    } finally {
      watch.cancel(false);
    }
  }

  private JsonNode answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("its process ended");
    }
    JsonNode answer = JSON.readTree(line);
    if (answer.hasNonNull("error")) {
      throw new IOException(answer.get("error").asString());
    }
    return answer;
  }

  /** Ends the process and waits for its end. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
