package ai.dragoneye.gateway.benchmarks.rig;

import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.SimulatorOptionsBuilder;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.TaskTraffic;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** The simulator in its fastest mode, in this process. Thread-safe. */
public final class Upstream implements AutoCloseable {
  private static final long LOOK_NANOS = 500_000;

  private final Simulator simulator;

  private Upstream(Simulator simulator) {
    this.simulator = simulator;
  }

  /** Starts one whose tasks end at once. */
  public static Upstream start() {
    return start(UnaryOperator.identity());
  }

  /** Starts one with other options than that. */
  public static Upstream start(UnaryOperator<SimulatorOptionsBuilder> options) {
    return new Upstream(
        Simulator.start(
            options
                .apply(
                    SimulatorOptions.builder()
                        .sampleDigest()
                        .acceptUnreadableMedia()
                        .inferenceTime(Duration.ZERO))
                .build()));
  }

  /** Its base URL. */
  public URI url() {
    return simulator.baseUrl();
  }

  /** The simulator itself. */
  public Simulator simulator() {
    return simulator;
  }

  /** What it was asked since it was last cleared. */
  public RequestLog requests() {
    return simulator.requests();
  }

  /** Sets how long tasks begun from now on take. */
  public void inferenceTime(Duration time) {
    simulator.scriptTasks(TaskScript.succeeding().withInferenceTime(time));
  }

  /**
   * Waits until the media of so many tasks is stored.
   *
   * @param uploads those under way; one that fails ends the wait
   * @throws IOException where none is under way any more
   */
  public void awaitStored(int count, Future<?> uploads) throws IOException {
    while (stored() < count) {
      if (uploads.isDone() && stored() < count) {
        throw new IOException(
            "only %d of %d uploads were stored: %s".formatted(stored(), count, reason(uploads)));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /**
   * Waits until so many tasks are begun since the requests were last cleared.
   *
   * @param call the one that is to begin the last of them; the wait ends with it
   */
  public void awaitBegun(int count, Future<?> call) {
    while (requests().tasks().size() < count && !call.isDone()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static String reason(Future<?> uploads) {
    return uploads.state() == Future.State.FAILED ? uploads.exceptionNow().toString() : "ended";
  }

  private long stored() {
    return requests().tasks().stream().filter(TaskTraffic::stored).count();
  }

  @Override
  public void close() {
    simulator.close();
  }
}
