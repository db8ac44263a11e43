package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.admission.MemoryPlan;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.health.LogLevels;
import ai.dragoneye.gateway.server.health.Readiness;
import ai.dragoneye.gateway.server.rpc.Calls;
import ai.dragoneye.gateway.server.telemetry.Gauges;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gateway. Thread-safe.
 *
 * <p>{@link #close} ends it gracefully. Health turns NOT_SERVING; for the drain notice everything
 * goes on, so that whoever balances load has the time to see it. Then connections are asked to end
 * (GOAWAY): clients take new calls elsewhere, and those that are under way get the drain timeout to
 * end. What is left then ends with GATEWAY_DRAINING, naming its task, which goes on without this
 * gateway.
 */
public final class GatewayServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
  private static final Failure DRAINING = new Failure.GatewayDraining(Duration.ofSeconds(1));
  // For stopped calls to answer.
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  // For answers to leave and connections to close. Health watchers never leave by themselves.
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Opened opened;
  private final GrpcTransport transport;
  private final Server server;
  private final Wiring wiring;
  private final Observation observation;
  private final Readiness readiness;
  private final HealthStatusManager health = new HealthStatusManager();
  private final Duration drainNotice;
  private final Duration drainTimeout;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable OperatorPorts ports;

  private GatewayServer(GatewayConfig config, Opened opened) {
    this.opened = opened;
    this.observation = opened.add(new Observation(config), Observation::close);
    this.wiring = Wiring.of(config, observation.calls(), opened);
    this.readiness = new Readiness(wiring.keyWatch());
    this.drainNotice = config.server().drainNotice();
    this.drainTimeout = config.server().drainTimeout();
    this.transport =
        opened.add(
            new GrpcTransport(config, observation, wiring, served(config, wiring)),
            GrpcTransport::close);
    this.server = transport.server();
  }

  /** Health is open to everybody. */
  private List<ServerServiceDefinition> served(GatewayConfig config, Wiring wiring) {
    List<ServerServiceDefinition> served = new ArrayList<>(wiring.services());
    served.add(health.getHealthService().bindService());
    if (config.server().reflection()) {
      served.add(wiring.reflection());
    }
    return served;
  }

  /**
   * Starts a gateway.
   *
   * @throws IOException where it cannot listen as configured
   * @throws ai.dragoneye.gateway.server.config.ConfigException where a file that the configuration
   *     names cannot be used
   */
  public static GatewayServer start(GatewayConfig config) throws IOException {
    return start(config, LogLevels.FIXED);
  }

  /**
   * As {@link #start(GatewayConfig)}.
   *
   * @param levels the process's log levels, which the admin port shows and changes
   */
  public static GatewayServer start(GatewayConfig config, LogLevels levels) throws IOException {
    MemoryPlan plan = MemoryPlan.require(config);
    Opened opened = new Opened();
    GatewayServer gateway;
    try {
      gateway = new GatewayServer(config, opened);
      gateway.listen(config, levels);
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
    LOG.atInfo()
        .addKeyValue("port", gateway.port())
        .addKeyValue("upstream", config.upstream().baseUrl())
        .log("gateway is listening");
    LOG.atInfo()
        .addKeyValue("heap", MemoryPlan.text(plan.heap()))
        .addKeyValue("direct", MemoryPlan.text(plan.direct()))
        .addKeyValue("disk", MemoryPlan.text(plan.disk()))
        .log("gateway keeps within these budgets");
    return gateway;
  }

  private void listen(GatewayConfig config, LogLevels levels) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw new IOException("cannot listen on " + config.listen() + ": " + cause(e), e);
    }
    ports =
        opened.add(
            OperatorPorts.open(config, readiness, observation.page(), levels),
            OperatorPorts::close);
    if (ports.healthPort().isPresent()) {
      wiring.keyWatch().look();
    }
    setHealth(wiring.services());
    measure();
  }

  private void measure() {
    Gauges gauges = observation.gauges();
    if (gauges != null) {
      States states = new States(gauges);
      states.ofServing(this, readiness);
      if (certificateExpiry().isPresent()) {
        states.ofCertificate(() -> certificateExpiry().orElseThrow());
      }
      wiring.measure(states);
      AdmissionGauges admission = new AdmissionGauges(gauges);
      admission.ofAdmission(wiring.admission());
      admission.ofConnections(transport.connections());
    }
  }

  private static String cause(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private void setHealth(List<ServerServiceDefinition> services) {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    for (ServerServiceDefinition service : services) {
      health.setStatus(service.getServiceDescriptor().getName(), ServingStatus.SERVING);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** When the certificate that it serves now ends to be valid; empty where it speaks plaintext. */
  public Optional<Instant> certificateExpiry() {
    return wiring.security().certificateExpiry();
  }

  /**
   * Looks at certificates, keys and tokens in files now, and not only after the reload interval.
   * Blocks while it reads. What cannot be used is logged and changes nothing.
   */
  public void reload() {
    wiring.security().reload();
  }

  /** The port for probes and metrics, where there is one. */
  public OptionalInt healthPort() {
    return ports == null ? OptionalInt.empty() : ports.healthPort();
  }

  /** The port for whoever is logged in on the machine, where there is one. */
  public OptionalInt adminPort() {
    return ports == null ? OptionalInt.empty() : ports.adminPort();
  }

  /** How many calls are at work. */
  public int activeCalls() {
    return wiring.calls().count();
  }

  /** Who gets in, and what is in use. */
  public Admission admission() {
    return wiring.admission();
  }

  /** How many connections are open. */
  public int openConnections() {
    return transport.connections().open();
  }

  /** How many connections were closed for there being too many. */
  public long refusedConnections() {
    return transport.connections().refused();
  }

  /** How many tasks are polled, however many calls wait for each. */
  public int polledTasks() {
    return wiring.poller().polledTasks();
  }

  /** Waits until the gateway was closed. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Ends the gateway as described above. Blocks; a second call returns at once. Interrupting it
   * cuts the waiting short.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean interrupted = false;
    try {
      drain();
    } catch (InterruptedException _) {
      interrupted = true;
    } finally {
      // Not interrupted: what waits for its threads to end would leave them, and all after it.
      opened.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    LOG.info("gateway has stopped");
  }

  private void drain() throws InterruptedException {
    Calls calls = wiring.calls();
    LOG.atInfo().addKeyValue("calls", calls.count()).log("gateway is draining");
    readiness.drain();
    health.enterTerminalState();
    Thread.sleep(drainNotice);
    server.shutdown();
    awaitCalls(calls);
    calls.refuse(DRAINING);
    if (calls.count() > 0) {
      calls.stopAll(DRAINING);
      calls.awaitIdle(FAREWELL);
      server.awaitTermination(LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Calls still come while GOAWAY is on its way to the clients, and count like the others. */
  private void awaitCalls(Calls calls) throws InterruptedException {
    long end = System.nanoTime() + drainTimeout.toNanos();
    boolean idle = calls.awaitIdle(drainTimeout);
    boolean alone = server.isTerminated();
    while (idle && !alone) {
      alone =
          server.awaitTermination(LINGER.toMillis(), TimeUnit.MILLISECONDS) || calls.count() == 0;
      idle = calls.awaitIdle(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
  }
}
