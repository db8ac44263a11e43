package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A gateway in front of a simulator, and a channel to it: everything on free ports of loopback. */
public final class Gateway implements AutoCloseable {
  private final Simulator simulator;
  private final GatewayServer server;
  private final ManagedChannel channel;
  private final boolean ownsSimulator;

  private Gateway(Simulator simulator, boolean ownsSimulator, GatewayServer server) {
    this.simulator = simulator;
    this.ownsSimulator = ownsSimulator;
    this.server = server;
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  public static Gateway start() {
    return start(SimulatorOptions.defaults());
  }

  /** Settings are environment variables without their prefix, name and value in turn. */
  public static Gateway start(SimulatorOptions options, String... settings) {
    return start(null, options, settings);
  }

  /** With a configuration file besides. */
  public static Gateway start(@Nullable Path file, SimulatorOptions options, String... settings) {
    Simulator simulator = Simulator.start(options);
    return start(simulator, true, file, settings);
  }

  /** Another instance in front of the same simulator, which remains this one's. */
  public Gateway another(String... settings) {
    return start(simulator, false, null, settings);
  }

  private static Gateway start(
      Simulator simulator, boolean ownsSimulator, @Nullable Path file, String... settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DRAGONEYE_API_KEY", "test-key");
    environment.put("DRAGONEYE_GATEWAY_LISTEN", "127.0.0.1:0");
    environment.put("DRAGONEYE_GATEWAY_UPSTREAM_BASE_URL", simulator.baseUrl().toString());
    // Retries as often as in real life, but without its waits.
    environment.put("DRAGONEYE_GATEWAY_UPSTREAM_RETRY_BASE_DELAY", "1ms");
    for (int i = 0; i < settings.length; i += 2) {
      environment.put("DRAGONEYE_GATEWAY_" + settings[i], settings[i + 1]);
    }
    try {
      return new Gateway(
          simulator, ownsSimulator, GatewayServer.start(ConfigLoader.load(file, environment)));
    } catch (IOException e) {
      simulator.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      simulator.close();
      throw e;
    }
  }

  public Simulator simulator() {
    return simulator;
  }

  public GatewayServer server() {
    return server;
  }

  public ManagedChannel channel() {
    return channel;
  }

  public TaskServiceGrpc.TaskServiceBlockingStub tasks() {
    return TaskServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  public ResultServiceGrpc.ResultServiceBlockingStub results() {
    return ResultServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  public ImageCall predictImage() {
    return ImageCall.open(channel);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    if (ownsSimulator) {
      simulator.close();
    }
  }
}
