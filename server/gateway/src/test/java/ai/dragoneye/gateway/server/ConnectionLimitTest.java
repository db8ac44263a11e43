package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionLimitTest {
  @ParameterizedTest
  @ValueSource(strings = {"ADMISSION_CONNECTIONS_MAX", "ADMISSION_CONNECTIONS_MAX_PER_ADDRESS"})
  void shouldCloseConnectionsBeyondTheLimitAndTakeNewOnesOnceOthersClosed(String limit)
      throws IOException {
    try (Gateway gateway = Gateway.start(SimulatorOptions.defaults(), limit, "1")) {
      try (Socket first = connect(gateway)) {
        // given
        assertThat(first.getInputStream().read()).isNotNegative();

        // when
        try (Socket second = connect(gateway)) {
          // then
          assertThat(second.getInputStream().read()).isNegative();
        }
        assertThat(gateway.server().refusedConnections()).isEqualTo(1);
      }
      await().until(() -> gateway.server().openConnections() == 0);
      try (Socket third = connect(gateway)) {
        assertThat(third.getInputStream().read()).isNotNegative();
      }
    }
  }

  @Test
  void shouldCloseAConnectionThatCancelsTooManyCalls() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), "ADMISSION_CONNECTIONS_MAX_RESETS", "5")) {
      // given
      ImageCall held = gateway.predictImage();
      awaitPredictions(gateway, 1);

      // when
      for (int i = 0; i < 6 && !held.ended(); i++) {
        ImageCall cancelled = gateway.predictImage();
        await()
            .until(() -> held.ended() || gateway.server().admission().state().predictions() == 2);
        cancelled.cancel();
        await()
            .until(() -> held.ended() || gateway.server().admission().state().predictions() == 1);
      }

      // then
      // What gRPC makes of ENHANCE_YOUR_CALM.
      assertThat(held.failure().code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      awaitPredictions(gateway, 0);
    }
  }

  @Test
  void shouldHaveCallsBeyondThoseOfAConnectionWaitAtTheClient() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), "SERVER_MAX_CALLS_PER_CONNECTION", "2")) {
      // given a client that has heard of the limit
      HealthGrpc.newBlockingStub(gateway.channel()).check(HealthCheckRequest.getDefaultInstance());
      ImageCall first = gateway.predictImage();
      ImageCall second = gateway.predictImage().config(ImageCall.jpeg());
      awaitPredictions(gateway, 2);

      // when
      ImageCall third = gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg());
      awaitPredictions(gateway, 2);
      assertThat(third.ended()).isFalse();
      second.media(Pictures.jpeg());

      // then
      assertThat(second.response().hasPrediction()).isTrue();
      assertThat(third.response().hasPrediction()).isTrue();
      assertThat(gateway.server().openConnections()).isOne();
      assertThat(first.ended()).isFalse();
      first.cancel();
      awaitPredictions(gateway, 0);
    }
  }

  @Test
  void shouldCloseAConnectionWithoutCallsAndNoOther() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), "ADMISSION_CONNECTIONS_MAX_IDLE", "1s")) {
      // given
      ManagedChannel idle =
          NettyChannelBuilder.forAddress("127.0.0.1", gateway.server().port())
              .usePlaintext()
              .build();
      try {
        ImageCall held = gateway.predictImage().config(ImageCall.jpeg());
        awaitPredictions(gateway, 1);

        // when
        HealthGrpc.newBlockingStub(idle).check(HealthCheckRequest.getDefaultInstance());
        assertThat(gateway.server().openConnections()).isEqualTo(2);

        // then
        await().until(() -> gateway.server().openConnections() == 1);
        held.media(Pictures.jpeg());
        assertThat(held.response().hasPrediction()).isTrue();
        await().until(() -> gateway.server().openConnections() == 0);
      } finally {
        idle.shutdownNow();
      }
    }
  }

  private static void awaitPredictions(Gateway gateway, int count) {
    await().until(() -> gateway.server().admission().state().predictions() == count);
  }

  /** The gateway greets each connection with its HTTP/2 settings. */
  private static Socket connect(Gateway gateway) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.server().port());
    socket.setSoTimeout(10_000);
    return socket;
  }
}
