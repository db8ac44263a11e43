package ai.dragoneye.gateway.simulator;

import ai.dragoneye.gateway.simulator.api.ApiRouter;
import ai.dragoneye.gateway.simulator.api.ApiState;
import ai.dragoneye.gateway.simulator.archive.ResultsSource;
import ai.dragoneye.gateway.simulator.control.ControlRouter;
import ai.dragoneye.gateway.simulator.fault.Faults;
import ai.dragoneye.gateway.simulator.http.HttpTransport;
import ai.dragoneye.gateway.simulator.task.Task;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.TrafficRecorder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * A running Dragoneye API with its object store, on real sockets. Thread-safe. Closing it ends
 * every connection at once and frees its ports.
 */
public final class Simulator implements AutoCloseable {
  private final HttpTransport transport;
  private final ApiState state;
  private final URI baseUrl;
  private final URI controlUrl;

  private Simulator(HttpTransport transport, ApiState state, SimulatorOptions options) {
    this.transport = transport;
    this.state = state;
    SimulatorOptions.Ports ports = options.ports();
    this.baseUrl =
        url(
            transport.bind(
                new InetSocketAddress(ports.host(), ports.api()),
                new ApiRouter(state, options.tasks().seed()),
                counting(state.traffic())));
    this.controlUrl =
        url(
            transport.bind(
                new InetSocketAddress(ports.host(), ports.control()),
                new ControlRouter(state),
                HttpTransport.ConnectionListener.IGNORING));
  }

  /**
   * Starts one.
   *
   * @throws java.io.UncheckedIOException when a port cannot be bound; nothing is left running
   */
  public static Simulator start(SimulatorOptions options) {
    HttpTransport transport = new HttpTransport();
    try {
      ApiState state = new ApiState(options.access(), options.uploads(), options.tasks());
      return new Simulator(transport, state, options);
    } catch (RuntimeException failed) {
      transport.close();
      throw failed;
    }
  }

  private static URI url(InetSocketAddress bound) {
    String host = bound.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
  }

  private static HttpTransport.ConnectionListener counting(TrafficRecorder traffic) {
    return new HttpTransport.ConnectionListener() {
      @Override
      public void opened() {
        traffic.connectionOpened();
      }

      @Override
      public void closed() {
        traffic.connectionClosed();
      }
    };
  }

  /** What a client is given as base URL: {@code http://127.0.0.1:port}, without a slash. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** The base URL of fault scripting. */
  public URI controlUrl() {
    return controlUrl;
  }

  /** The faults still to happen. */
  public Faults faults() {
    return state.faults();
  }

  /** What was seen. */
  public RequestLog requests() {
    return state.traffic();
  }

  /** Sets how the status of tasks begun from now on moves. */
  public void scriptTasks(TaskScript script) {
    state.script(script);
  }

  /** Sets where archives asked for from now on come from. */
  public void answerResultsFrom(ResultsSource source) {
    state.results(source);
  }

  /** The bytes stored for a task, if there are any and they are retained; not to be changed. */
  public Optional<byte[]> media(String taskId) {
    return state.tasks().find(taskId).flatMap(Task::media).flatMap(m -> m.content());
  }

  @Override
  public void close() {
    transport.close();
  }
}
