package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.AnyCall.Method;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.Step;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers whose machine or network is gone without a word: keepalive notices it. */
@ExtendWith(LeakCheck.class)
class HalfOpenConnectionTest {
  // Twice keepalive.time, its timeout, and room for a slow machine.
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<Method> WAITING =
      List.of(Method.PREDICT_IMAGE, Method.PREDICT_VIDEO, Method.PREDICT_IMAGES);

  @Test
  void shouldEndWhatCallersDoWhoAreGone() throws IOException {
    try (Gateway gateway = gateway();
        FreezingProxy proxy = FreezingProxy.before(gateway.server().port())) {
      // given calls of every kind in the middle of their upload, and in their wait
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", proxy.port()).usePlaintext().build();
      for (Method method : Method.values()) {
        upload(method, channel);
      }
      for (Method method : WAITING) {
        method
            .open(channel, GatheredCall.withinSeconds(60))
            .config(method.config())
            .media(method.mediaOfSize(100_000));
      }
      RequestLog requests = gateway.simulator().requests();
      int uploads = Method.values().length + WAITING.size();
      await().until(() -> requests.count(Step.UPLOAD) == uploads);
      await().until(() -> gateway.server().polledTasks() == WAITING.size());

      // when
      proxy.freeze();

      // then
      await().atMost(LIMIT).until(() -> gateway.server().activeCalls() == 0);
      await().until(() -> requests.openRequests() == 0);
      assertThat(gateway.server().polledTasks()).isZero();
      channel.shutdownNow();
    }
  }

  private static void upload(Method method, ManagedChannel channel) {
    byte[] media = method.mediaOfSize(3_000_000);
    method
        .open(channel, GatheredCall.withinSeconds(60))
        .config(method.config().setSizeBytes(media.length))
        .chunk(Arrays.copyOf(media, 1_000_000));
  }

  private static Gateway gateway() {
    return Gateway.start(
        SimulatorOptions.builder().inferenceTime(Duration.ofMinutes(5)).build(),
        "SERVER_KEEPALIVE_TIME",
        "10s",
        "SERVER_KEEPALIVE_TIMEOUT",
        "300ms");
  }
}
