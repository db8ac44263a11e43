package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.server.telemetry.CallTelemetry;
import ai.dragoneye.gateway.server.telemetry.Gauges;
import ai.dragoneye.gateway.server.telemetry.JvmMetrics;
import ai.dragoneye.gateway.server.telemetry.MetricsPage;
import ai.dragoneye.gateway.server.telemetry.Telemetry;
import io.grpc.ServerBuilder;
import io.grpc.opentelemetry.GrpcOpenTelemetry;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Metrics and traces of one gateway. Close it last: it sends what is left. */
final class Observation implements AutoCloseable {
  private static final int MAX_CALLERS = 200;

  private final Telemetry telemetry;
  private final CallTelemetry calls;

  Observation(GatewayConfig config) {
    this.telemetry = Telemetry.start(config.telemetry(), config.health().listen() != null);
    if (telemetry.isOn()) {
      JvmMetrics.register(telemetry.openTelemetry());
    }
    this.calls = new CallTelemetry(telemetry.openTelemetry(), namedCallers(config));
  }

  /** A caller that no entry names is one of any number. */
  private static Set<String> namedCallers(GatewayConfig config) {
    return config.callers().stream()
        .flatMap(policy -> policy.name().patterns().stream())
        .filter(name -> !name.contains("*"))
        .limit(MAX_CALLERS)
        .collect(Collectors.toUnmodifiableSet());
  }

  CallTelemetry calls() {
    return calls;
  }

  /** Has the standard metrics of gRPC taken. */
  void measure(ServerBuilder<?> server) {
    if (telemetry.isOn()) {
      GrpcOpenTelemetry.newBuilder()
          .sdk(telemetry.openTelemetry())
          .build()
          .configureServerBuilder(server);
    }
  }

  /** For states that are read when somebody looks; null where nobody will. */
  @Nullable Gauges gauges() {
    return telemetry.isOn() ? new Gauges(telemetry.openTelemetry()) : null;
  }

  @Nullable MetricsPage page() {
    return telemetry.page();
  }

  @Override
  public void close() {
    telemetry.close();
  }
}
