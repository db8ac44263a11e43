package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.config.AdmissionSettings;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.server.config.ServerSettings;
import ai.dragoneye.gateway.server.rpc.CallTracing;
import ai.dragoneye.gateway.server.rpc.RequestBounds;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gRPC server on Netty, with all its limits. */
final class GrpcTransport implements AutoCloseable {
  // A chunk of 4 MiB and what frames it.
  private static final int MAX_MESSAGE_BYTES = (4 << 20) + (64 << 10);

  private static final int RESET_WINDOW_SECONDS = 30;
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(20);

  private final Listening listening = new Listening();
  private final ConnectionLimit connections;
  private final Server server;

  /**
   * Makes a server, which the caller starts.
   *
   * @param services those that know their callers, and those open to everybody
   */
  GrpcTransport(
      GatewayConfig config,
      Observation observation,
      Wiring wiring,
      List<ServerServiceDefinition> services) {
    this.connections = new ConnectionLimit(config.admission().connections());
    ServerSettings settings = config.server();
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(config.listen().socketAddress())
            // Handlers never block: they hand over to virtual threads.
            .directExecutor()
            .addStreamTracerFactory(new CallTracing(observation.calls(), wiring.admission()))
            .intercept(new RequestBounds())
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxInboundMetadataSize(settings.maxMetadataBytes())
            .maxConcurrentCallsPerConnection(settings.maxCallsPerConnection())
            .flowControlWindow(settings.flowControlWindowBytes())
            .handshakeTimeout(HANDSHAKE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    wiring.security().sslContext().ifPresent(builder::sslContext);
    keepAlive(builder, settings);
    observation.measure(builder);
    limit(builder, config.admission().connections());
    services.forEach(builder::addService);
    this.server = builder.build();
  }

  /** The server; closing this ends it. */
  Server server() {
    return server;
  }

  ConnectionLimit connections() {
    return connections;
  }

  private void limit(NettyServerBuilder builder, AdmissionSettings.Connections settings) {
    listening.apply(builder, connections, new EndedStreams());
    builder
        .maxConnectionIdle(settings.maxIdle().toMillis(), TimeUnit.MILLISECONDS)
        .maxRstFramesPerWindow(settings.maxResets(), RESET_WINDOW_SECONDS);
  }

  private static void keepAlive(NettyServerBuilder builder, ServerSettings settings) {
    ServerSettings.Keepalive keepalive = settings.keepalive();
    builder
        .keepAliveTime(keepalive.time().toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveTimeout(keepalive.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .permitKeepAliveTime(keepalive.permitTime().toMillis(), TimeUnit.MILLISECONDS)
        .permitKeepAliveWithoutCalls(keepalive.permitWithoutCalls())
        // Without a grace: an old connection takes no new calls, and those on it end by themselves.
        .maxConnectionAge(settings.maxConnectionAge().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the server at once, and what is left of its connections. */
  @Override
  public void close() {
    server.shutdownNow();
    listening.close();
  }
}
