package ai.dragoneye.gateway.server.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.RpcFailure;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of 4 MiB to a method that takes a task id, from many callers at once. */
class RequestFloodTest {
  private static final int CONNECTIONS = 8;
  private static final int CALLS_PER_CONNECTION = 12;
  private static final int ROUNDS = 10;
  private static final long MIB = 1 << 20;
  private static final GetTaskRequest HUGE =
      GetTaskRequest.newBuilder().setTaskId("x".repeat(4 << 20)).build();

  @TempDir private Path folder;

  @Test
  void shouldRefuseThemAllAndStayHealthyWithinItsMemory() throws Exception {
    try (Simulator simulator = Simulator.start(SimulatorOptions.defaults());
        GatewayProcess gateway =
            GatewayProcess.start(
                folder,
                simulator.baseUrl(),
                Map.of("ADMISSION_MEDIA_BYTES", "16MiB"),
                List.of("-Xmx256m", "-XX:MaxDirectMemorySize=96m", "-XX:+ExitOnOutOfMemoryError"));
        Probes probes = new Probes(gateway.port())) {
      // when
      Map<String, Integer> outcomes = flood(gateway.port());

      // then
      assertThat(gateway.alive()).isTrue();
      assertThat(outcomes)
          .isEqualTo(Map.of("INVALID_REQUEST", CONNECTIONS * CALLS_PER_CONNECTION * ROUNDS));
      assertThat(probes.sent()).isPositive();
      assertThat(probes.serving()).isEqualTo(probes.sent());
      assertThat(gateway.state().peakDirectBytes()).isLessThan(64 * MIB);
      await().untilAsserted(() -> assertThat(gateway.state().idle()).isTrue());
      assertThat(gateway.log()).doesNotContain("OutOfMemory", "OutOfDirectMemory", "Exception");
    }
  }

  private static Map<String, Integer> flood(int port) throws InterruptedException {
    Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    List<ManagedChannel> channels =
        Stream.generate(() -> channel(port)).limit(CONNECTIONS).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CONNECTIONS * CALLS_PER_CONNECTION; i++) {
        ManagedChannel channel = channels.get(i % CONNECTIONS);
        threads.execute(() -> call(channel, outcomes));
      }
    } finally {
      channels.forEach(ManagedChannel::shutdownNow);
    }
    return outcomes;
  }

  private static ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  private static void call(ManagedChannel channel, Map<String, Integer> outcomes) {
    for (int i = 0; i < ROUNDS; i++) {
      String outcome;
      try {
        outcome =
            TaskServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .getTask(HUGE)
                .toString();
      } catch (StatusRuntimeException e) {
        outcome = new RpcFailure(e).reason();
      }
      outcomes.merge(outcome, 1, Integer::sum);
    }
  }
}
