package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.admission.MediaCosts;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.server.config.PredictionSettings;
import ai.dragoneye.gateway.server.config.ResultSettings;
import ai.dragoneye.gateway.server.health.UpstreamKeyWatch;
import ai.dragoneye.gateway.server.prediction.MediaIntake;
import ai.dragoneye.gateway.server.prediction.Predictions;
import ai.dragoneye.gateway.server.prediction.TimeLimits;
import ai.dragoneye.gateway.server.results.IdleLimits;
import ai.dragoneye.gateway.server.results.Results;
import ai.dragoneye.gateway.server.rpc.CallTimer;
import ai.dragoneye.gateway.server.rpc.CallerInterceptor;
import ai.dragoneye.gateway.server.rpc.Calls;
import ai.dragoneye.gateway.server.rpc.PredictionRpc;
import ai.dragoneye.gateway.server.rpc.ResultRpc;
import ai.dragoneye.gateway.server.rpc.TaskRpc;
import ai.dragoneye.gateway.server.security.GatewaySecurity;
import ai.dragoneye.gateway.server.task.ModelPace;
import ai.dragoneye.gateway.server.task.PollRate;
import ai.dragoneye.gateway.server.task.PollSchedule;
import ai.dragoneye.gateway.server.task.TaskNames;
import ai.dragoneye.gateway.server.task.TaskPoller;
import ai.dragoneye.gateway.server.task.Tasks;
import ai.dragoneye.gateway.server.telemetry.CallTelemetry;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.MediaSpool;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import ai.dragoneye.gateway.upstream.UpstreamException;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which parts the gateway is made of. */
final class Wiring {
  private static final int REMEMBERED_MODELS = 1000;
  private static final Duration KEY_CHECK_LIMIT = Duration.ofSeconds(10);

  private final GatewaySecurity security;
  private final CallerInterceptor identification;
  private final UpstreamKeyWatch keyWatch;
  private final DragoneyeClient client;
  private final MediaSpool spool;
  private final TaskPoller poller;
  private final Results results;
  private final Admission admission;
  private final Calls calls;
  private final List<ServerServiceDefinition> services;

  private Wiring(GatewayConfig config, CallTelemetry telemetry, Opened opened) {
    TemporaryFolders.require(config);
    security = opened.add(GatewaySecurity.of(config, Clock.systemUTC()), GatewaySecurity::close);
    identification = new CallerInterceptor(security.callers());
    admission =
        new Admission(
            config.admission(),
            MediaCosts.of(config.media(), config.server()),
            config.prediction().completionTimeout());
    calls = new Calls(admission);
    keyWatch = watch(security.ownKey());
    client =
        opened.add(
            DragoneyeClient.create(config.upstream(), telemetry.upstream(this::attempted)),
            DragoneyeClient::close);
    spool = new MediaSpool(config.media().spool().settings());
    poller = poller(config.prediction().polling());
    Tasks tasks = new Tasks(this::status, poller, config.prediction().statusTimeout());
    results =
        opened.add(
            new Results(
                client,
                tasks,
                limits(config.results().idle()),
                config.results().frames().settings()),
            Results::close);
    TaskNames names = new TaskNames(security.taskHandles());
    // What is held in memory never exceeds what would else wait in the window.
    MediaIntake intake = new MediaIntake(spool, config.media().windowBytes());
    Predictions predictions =
        new Predictions(client, intake, poller, results, names, limits(config.prediction()));
    CallTimer timer = opened.add(new CallTimer(), CallTimer::close);
    services =
        behind(
            identification,
            new PredictionRpc(predictions, config.media(), calls, timer, admission).definition(),
            new TaskRpc(tasks, names, calls, config.media().stallTimeout()).bindService(),
            new ResultRpc(results, names, calls, config.media().stallTimeout()).bindService());
  }

  private static List<ServerServiceDefinition> behind(
      ServerInterceptor interceptor, ServerServiceDefinition... services) {
    return Stream.of(services)
        .map(service -> ServerInterceptors.intercept(service, interceptor))
        .toList();
  }

  /**
   * Makes them.
   *
   * @param opened gets what must be closed
   */
  static Wiring of(GatewayConfig config, CallTelemetry telemetry, Opened opened) {
    return new Wiring(config, telemetry, opened);
  }

  /** A key that no caller is served with says nothing of whether calls can succeed. */
  private UpstreamKeyWatch watch(@Nullable Supplier<ApiKey> key) {
    return key == null
        ? UpstreamKeyWatch.ofNone()
        : new UpstreamKeyWatch(
            () -> KeyHash.of(key.get()), () -> check(key.get()), System::nanoTime);
  }

  /** Asks for a task that nobody has. */
  private void check(ApiKey key) {
    try {
      client.status(key, new UUID(0, 0).toString(), KEY_CHECK_LIMIT);
    } catch (UpstreamException | InterruptedException _) {
      // The watch has heard what the service said.
    }
  }

  /** Has the states of what it is made of measured. */
  void measure(States states) {
    states.ofBudgets(spool, client);
    states.ofPools(client);
  }

  private TaskPoller poller(PredictionSettings.Polling settings) {
    return new TaskPoller(
        this::status,
        new PollSchedule(settings.minWait(), settings.maxWait()),
        new PollRate(settings.maxPerSecond()),
        new ModelPace(REMEMBERED_MODELS));
  }

  /** Whoever looks at a task and finds that it ended tells for all. */
  private TaskStatus status(ApiKey key, String taskUuid, Duration limit)
      throws InterruptedException {
    TaskStatus status = client.status(key, taskUuid, limit);
    if (status.ended()) {
      admission.taskEnded(taskUuid);
    }
    return status;
  }

  private void attempted(UpstreamAttempt attempt) {
    keyWatch.attempted(attempt);
    admission.attempted(attempt);
  }

  private static TimeLimits limits(PredictionSettings settings) {
    return new TimeLimits(
        settings.completionTimeout(),
        settings.maxCompletionTimeout(),
        settings.confirmationTimeout());
  }

  private static IdleLimits limits(ResultSettings.Idle idle) {
    return new IdleLimits(idle.maxBytes(), idle.maxArchives(), idle.time());
  }

  Admission admission() {
    return admission;
  }

  UpstreamKeyWatch keyWatch() {
    return keyWatch;
  }

  Calls calls() {
    return calls;
  }

  TaskPoller poller() {
    return poller;
  }

  List<ServerServiceDefinition> services() {
    return services;
  }

  GatewaySecurity security() {
    return security;
  }

  /** What is served to those who want to know the services, where that is configured. */
  ServerServiceDefinition reflection() {
    return ServerInterceptors.intercept(ProtoReflectionServiceV1.newInstance(), identification);
  }
}
