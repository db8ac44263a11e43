package ai.dragoneye.gateway.benchmarks.overload;

import ai.dragoneye.gateway.server.GatewayServer;
import ai.dragoneye.gateway.server.admission.Shed;
import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A gateway with few places, in front of a simulator, and channels to it: all in this process. */
final class LoadedGateway implements AutoCloseable {
  static final String DESCRIPTION = "images of 100 kB, inference 100 ms, %d places";

  private static final Duration INFERENCE = Duration.ofMillis(100);
  private static final int IMAGE_BYTES = 100_000;
  private static final int CHANNELS = 8;

  private final Simulator simulator;
  private final GatewayServer gateway;
  private final List<ManagedChannel> channels = new ArrayList<>();

  private final Map<Shed, Long> told = new EnumMap<>(Shed.class);

  private LoadedGateway(Simulator simulator, GatewayServer gateway) {
    this.simulator = simulator;
    this.gateway = gateway;
    for (int i = 0; i < CHANNELS; i++) {
      channels.add(
          NettyChannelBuilder.forAddress("127.0.0.1", gateway.port()).usePlaintext().build());
    }
  }

  static LoadedGateway start(int places) throws IOException {
    Simulator simulator =
        Simulator.start(
            SimulatorOptions.builder().acceptUnreadableMedia().inferenceTime(INFERENCE).build());
    Map<String, String> environment =
        Map.of(
            "DRAGONEYE_API_KEY",
            "bench-key",
            "DRAGONEYE_GATEWAY_LISTEN",
            "127.0.0.1:0",
            "DRAGONEYE_GATEWAY_UPSTREAM_BASE_URL",
            simulator.baseUrl().toString(),
            "DRAGONEYE_GATEWAY_ADMISSION_PREDICTIONS_MAX",
            Integer.toString(places),
            "DRAGONEYE_GATEWAY_ADMISSION_PREDICTIONS_MAX_WAITING",
            Integer.toString(2 * places));
    try {
      return new LoadedGateway(
          simulator, GatewayServer.start(ConfigLoader.load(null, environment)));
    } catch (IOException | RuntimeException e) {
      simulator.close();
      throw e;
    }
  }

  /** Lets so many callers predict for so long. */
  Load load(int callers, Duration time) throws InterruptedException {
    Load load = new Load(time, new byte[IMAGE_BYTES]);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        ManagedChannel channel = channels.get(i % CHANNELS);
        threads.execute(() -> load.predictOn(channel));
      }
      threads.shutdown();
      if (!threads.awaitTermination(time.toSeconds() + 60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("callers did not end");
      }
    }
    load.over();
    return load;
  }

  /** Which limits sent calls away since this was last asked, and the one that adapts. */
  String limits() {
    Map<String, Long> fresh = new TreeMap<>();
    for (Shed reason : Shed.values()) {
      long count = gateway.admission().shed(reason);
      long more = count - told.getOrDefault(reason, 0L);
      told.put(reason, count);
      if (more > 0) {
        fresh.put(reason.label(), more);
      }
    }
    return "sent away by %s, upstream limit %d"
        .formatted(fresh.isEmpty() ? "none" : fresh, gateway.admission().state().upstreamLimit());
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    gateway.close();
    simulator.close();
  }
}
