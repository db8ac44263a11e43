package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.Install;
import ai.dragoneye.gateway.benchmarks.harness.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts the subjects, each in a process of its own, and knows why one could not be started. */
final class Subjects implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final String NODE_HEAP = "--max-old-space-size=12288";

  private final BenchSettings settings;
  private final List<Subject> running = new ArrayList<>();
  private final Map<String, String> notRun = new LinkedHashMap<>();
  private final Map<String, String> versions = new LinkedHashMap<>();

  private Subjects(BenchSettings settings) {
    this.settings = settings;
  }

  /** Prepares the command line of a peer. */
  @FunctionalInterface
  private interface Preparation {
    List<String> command() throws IOException, InterruptedException;
  }

  /** Starts all that {@code settings} ask for. */
  static Subjects start(BenchSettings settings) throws IOException, InterruptedException {
    Subjects subjects = new Subjects(settings);
    try {
      for (String name : JavaProcess.SUBJECTS) {
        if (settings.wants(name)) {
          subjects.add(name, Peer.start(name, JavaProcess.command(name, 1_024), PATIENCE));
        }
      }
      subjects.addPeers();
      return subjects;
    } catch (IOException | InterruptedException | RuntimeException e) {
      subjects.close();
      throw e;
    }
  }

  List<Subject> running() {
    return List.copyOf(running);
  }

  /** Ends a subject that can take no part any more. */
  void drop(Subject subject, String why) {
    running.remove(subject);
    subject.peer().close();
    notRun.put(subject.name(), why);
  }

  /** Why a subject took no part, or none any more, by its name. */
  Map<String, String> notRun() {
    return notRun;
  }

  /** What the peers are made of, by name. */
  Map<String, String> versions() {
    return versions;
  }

  @Override
  public void close() {
    running.forEach(subject -> subject.peer().close());
  }

  private void addPeers() throws InterruptedException {
    addPeer("duckdb", () -> python("duckdb_table.py"));
    addPeer("python-sdk", () -> python("python_sdk.py"));
    addPeer("node-sdk", this::node);
  }

  private void addPeer(String name, Preparation preparation) throws InterruptedException {
    if (!settings.wants(name)) {
      notRun.put(name, "left out by --only");
      return;
    }
    if (settings.quick()) {
      notRun.put(name, "left out by --quick");
      return;
    }
    settings.progress().accept("preparing " + name);
    try {
      startPeer(name, preparation.command());
    } catch (IOException e) {
      notRun.put(name, String.valueOf(e.getMessage()));
    }
  }

  /** Starts a peer; it takes part once it has told its versions. */
  private void startPeer(String name, List<String> command)
      throws IOException, InterruptedException {
    Peer peer = Peer.start(name, command, PATIENCE);
    try {
      peer.ask(Peer.request().put("op", "versions"))
          .properties()
          .forEach(version -> versions.put(version.getKey(), version.getValue().asString()));
      add(name, peer);
    } catch (IOException | InterruptedException e) {
      peer.close();
      throw e;
    }
  }

  private void add(String name, Peer peer) {
    running.add(new Subject(name, peer));
  }

  private List<String> python(String script) throws IOException, InterruptedException {
    Path sources = settings.home().resolve("peers").resolve("python");
    Path installed = settings.work().resolve("python");
    Path requirements = sources.resolve("requirements.txt").toAbsolutePath();
    new Install(requirements, installed)
        .run(
            List.of(
                List.of("python3", "-m", "venv", ".venv"),
                List.of(
                    ".venv/bin/python",
                    "-m",
                    "pip",
                    "install",
                    "-q",
                    "-r",
                    requirements.toString())));
    return List.of(
        installed.resolve(".venv/bin/python").toString(), sources.resolve(script).toString());
  }

  private List<String> node() throws IOException, InterruptedException {
    Path sources = settings.home().resolve("peers").resolve("node-sdk").toAbsolutePath();
    Path installed = settings.work().resolve("node-sdk");
    new Install(sources.resolve("package-lock.json"), installed)
        .run(
            List.of(
                List.of(
                    "cp",
                    sources.resolve("package.json").toString(),
                    sources.resolve("package-lock.json").toString(),
                    "."),
                List.of("npm", "ci", "--no-audit", "--no-fund")));
    return List.of(
        "node",
        "--expose-gc",
        NODE_HEAP,
        sources.resolve("peer.mjs").toString(),
        installed.toAbsolutePath().toString());
  }
}
