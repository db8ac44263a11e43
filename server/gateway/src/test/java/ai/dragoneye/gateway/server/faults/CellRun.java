package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.SimulatorOptionsBuilder;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings one cell about, with a gateway and a simulator of its own. */
final class CellRun {
  /** Attempts of an API call. */
  static final int MAX_ATTEMPTS = 4;

  /** Attempts of an upload. */
  static final int UPLOAD_ATTEMPTS = 3;

  // Over before anybody looks.
  private static final Duration INFERENCE = Duration.ofMillis(1);

  private final Cell cell;
  private final Kind kind;
  private final Path folder;

  CellRun(Cell cell, Kind kind, Path folder) {
    this.cell = cell;
    this.kind = kind;
    this.folder = folder;
  }

  Seen run() {
    try {
      Supplier<BrokenLine> broken = cell.setup().line();
      return broken == null ? run(null) : runOn(broken.get());
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(kind + " " + cell, e);
    }
  }

  private Seen runOn(BrokenLine broken) {
    try (Line line = Line.open(broken)) {
      return run(line);
    }
  }

  private Seen run(@Nullable Line line) {
    try (Gateway gateway = Gateway.start(options(), settings(line))) {
      Simulator simulator = gateway.simulator();
      String taskId = prepare(gateway, line);
      long start = System.nanoTime();
      Ending ending = kind.caller().call(gateway, cell.setup().media(), taskId);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      List<String> violations =
          new ArrayList<>(Promises.broken(cell, kind, ending, simulator.requests()));
      int predicts = Promises.predicts(simulator.requests());
      int retries = retries(line, simulator, ending);
      violations.addAll(new Remains(gateway, line, folder).found());
      return new Seen(kind, cell, ending, predicts, retries, took, violations);
    }
  }

  private String prepare(Gateway gateway, @Nullable Line line) {
    Simulator simulator = gateway.simulator();
    if (line != null) {
      line.to(simulator.baseUrl());
    }
    String taskId = "";
    if (kind.reads()) {
      taskId = MediaCallers.submit(gateway, Media.SMALL, kind.mimeType());
      simulator.requests().clear();
    }
    if (line != null) {
      line.arm(kind.reads() ? Step.STATUS : Step.BEGIN);
    }
    cell.setup().faults().forEach(simulator.faults()::add);
    return taskId;
  }

  private SimulatorOptions options() {
    SimulatorOptionsBuilder options =
        SimulatorOptions.builder().inferenceTime(INFERENCE).acceptUnreadableMedia();
    return cell.setup().options().apply(options).build();
  }

  private String[] settings(@Nullable Line line) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "UPSTREAM_RETRY_MAX_ATTEMPTS",
                Integer.toString(MAX_ATTEMPTS),
                "UPSTREAM_RETRY_UPLOAD_ATTEMPTS",
                Integer.toString(UPLOAD_ATTEMPTS),
                "PREDICTION_POLLING_MIN_WAIT",
                "20ms",
                "PREDICTION_CONFIRMATION_TIMEOUT",
                "500ms",
                "MEDIA_SPOOL_DIRECTORY",
                folder.toString(),
                "UPSTREAM_RESULTS_DIRECTORY",
                folder.toString(),
                "RESULTS_FRAMES_DIRECTORY",
                folder.toString(),
                // Kept for nobody, so that an archive that somebody still holds is noticed.
                "RESULTS_IDLE_TIME",
                "1ms",
                // Every result goes to a file, so that one left open is noticed.
                "UPSTREAM_RESULTS_MEMORY_BYTES",
                "1"));
    settings.addAll(cell.setup().settings());
    if (line != null) {
      settings.addAll(List.of("UPSTREAM_BASE_URL", line.url().toString()));
      settings.addAll(
          List.of(
              "UPSTREAM_NETWORK_TRUSTED_CERTIFICATES",
              LineCertificate.shared().writeTo(folder).toString()));
    }
    return settings.toArray(String[]::new);
  }

  private int retries(@Nullable Line line, Simulator simulator, Ending ending) {
    if (cell.expected().retries() == Expected.UNSEEN) {
      return Expected.UNSEEN;
    }
    RequestLog log = simulator.requests();
    if (line != null) {
      return line.givenUp() - (ending.succeeded() || line.givenUp() == 0 ? 0 : 1);
    }
    return cell.phase() == Step.STATUS
        ? statusRetries(simulator, ending)
        : log.count(cell.phase()) - 1;
  }

  /** Looks that met no fault are no retries. */
  private int statusRetries(Simulator simulator, Ending ending) {
    if (cell.setup().faults().isEmpty()) {
      return 0;
    }
    int last = ending.succeeded() ? 0 : 1;
    int times = cell.setup().faults().getFirst().build().trigger().times();
    int met = times == 0 ? simulator.requests().count(Step.STATUS) : times;
    return simulator.faults().pending().isEmpty() || times == 0 ? met - last : -met;
  }
}
