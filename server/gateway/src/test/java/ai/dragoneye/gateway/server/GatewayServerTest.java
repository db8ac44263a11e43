package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.PredictionError;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class GatewayServerTest {
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);
  private static final Duration LONG = Duration.ofMinutes(5);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dragoneye_gateway.v1.PredictionService",
        "dragoneye_gateway.v1.TaskService",
        "dragoneye_gateway.v1.ResultService"
      })
  void shouldTellThatItServes(String service) {
    try (Gateway gateway = Gateway.start()) {
      // when
      HealthCheckResponse health =
          HealthGrpc.newBlockingStub(gateway.channel())
              .check(HealthCheckRequest.newBuilder().setService(service).build());

      // then
      assertThat(health.getStatus()).isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void shouldListItsServicesWhereThatIsConfigured() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), "SERVER_REFLECTION", "true")) {
      // given
      CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();

      // when
      StreamObserver<ServerReflectionRequest> requests =
          ServerReflectionGrpc.newStub(gateway.channel()).serverReflectionInfo(into(answer));
      requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

      // then
      assertThat(
              answer
                  .orTimeout(10, TimeUnit.SECONDS)
                  .join()
                  .getListServicesResponse()
                  .getServiceList())
          .extracting(ServiceResponse::getName)
          .contains(
              "dragoneye_gateway.v1.PredictionService",
              "dragoneye_gateway.v1.TaskService",
              "dragoneye_gateway.v1.ResultService",
              "grpc.health.v1.Health");
      requests.onCompleted();
    }
  }

  @Test
  void shouldTurnUnhealthyWhenItIsClosed() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.builder().inferenceTime(Duration.ofSeconds(1)).build())) {
      // given
      Iterator<HealthCheckResponse> health =
          HealthGrpc.newBlockingStub(gateway.channel())
              .watch(HealthCheckRequest.getDefaultInstance());
      assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);
      ImageCall call = gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg());
      call.taskId();

      // when
      Thread closing = Thread.ofVirtual().start(gateway.server()::close);

      // then
      assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(call.response().getPrediction().getObjectsList()).isNotEmpty();
      await().until(() -> !closing.isAlive());
    }
  }

  @Test
  void shouldNameTheTaskOfACallThatItsEndCutsShort() {
    try (Gateway gateway = draining(SimulatorOptions.builder().inferenceTime(LONG).build())) {
      // given
      ImageCall call = gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg());
      String taskId = call.taskId();
      await().until(() -> gateway.simulator().requests().count(Step.STATUS) > 0);

      // when
      gateway.server().close();

      // then
      RpcFailure failure = call.failure();
      assertThat(failure.reason()).isEqualTo("GATEWAY_DRAINING");
      assertThat(failure.metadata())
          .isEqualTo(Map.of("phase", "await", "task_id", taskId, "predict_sent", "yes"));
      assertThat(failure.exception().getTrailers().get(PUSHBACK)).isNull();
    }
  }

  @Test
  void shouldInviteToRepeatACallThatItsEndCutsShortBeforeThePrediction() {
    try (Gateway gateway = draining(SimulatorOptions.defaults())) {
      // given
      ImageCall call =
          gateway
              .predictImage()
              .config(ImageCall.jpeg().setSizeBytes(3_000_000))
              .chunk(new byte[1000]);
      await().until(() -> gateway.simulator().requests().count(Step.UPLOAD) > 0);

      // when
      gateway.server().close();

      // then
      RpcFailure failure = call.failure();
      assertThat(failure.reason()).isEqualTo("GATEWAY_DRAINING");
      assertThat(failure.metadata()).isEqualTo(Map.of("phase", "upload", "predict_sent", "no"));
      assertThat(failure.exception().getTrailers().get(PUSHBACK)).isEqualTo("1000");
      assertThat(gateway.simulator().requests().tasks().getLast().predictCount()).isZero();
    }
  }

  @Test
  void shouldNameTheTasksOfABatchThatItsEndCutsShort() {
    try (Gateway gateway = draining(SimulatorOptions.builder().inferenceTime(LONG).build())) {
      // given
      BatchCall batch = BatchCall.open(gateway.channel());
      batch.image("waits", Pictures.jpeg());
      batch.start("comes", ImageCall.jpeg().setSizeBytes(3_000_000));
      await().until(() -> gateway.simulator().requests().count(Step.STATUS) > 0);
      String task = gateway.simulator().requests().tasks().getFirst().taskId();

      // when
      gateway.server().close();

      // then
      assertThat(batch.call().failure().reason()).isEqualTo("GATEWAY_DRAINING");
      PredictionError waited = batch.answerTo("waits").getError();
      assertThat(waited.getReason()).isEqualTo("GATEWAY_DRAINING");
      assertThat(waited.getMetadataMap())
          .containsEntry("task_id", task)
          .containsEntry("predict_sent", "yes");
      assertThat(batch.answerTo("comes").getError().getMetadataMap())
          .containsEntry("predict_sent", "no");
    }
  }

  @Test
  void shouldServeNewCallsUntilItsEndHasBeenNoticed() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), "SERVER_DRAIN_NOTICE", "1m")) {
      // given
      Iterator<HealthCheckResponse> health =
          HealthGrpc.newBlockingStub(gateway.channel())
              .watch(HealthCheckRequest.getDefaultInstance());
      health.next();
      Thread closing = Thread.ofVirtual().start(gateway.server()::close);
      assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);

      // when
      ImageCall call = gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg());

      // then
      assertThat(call.response().getPrediction().getObjectsList()).isNotEmpty();
      closing.interrupt();
      await().until(() -> !closing.isAlive());
    }
  }

  @Test
  void shouldFinishACallWhoseCallerHadNotHeardOfTheEnd() throws IOException {
    try (Gateway gateway = Gateway.start();
        FreezingProxy proxy = FreezingProxy.before(gateway.server().port())) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", proxy.port()).usePlaintext().build();
      try {
        // given a gateway that ends once a call has
        HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
        CountDownLatch goAway = proxy.holdAnswers();
        ImageCall last = gateway.predictImage();
        await().until(() -> gateway.server().activeCalls() == 1);
        Thread closing = Thread.ofVirtual().start(gateway.server()::close);
        await().until(() -> !listens(gateway.server().port()));

        // when
        ImageCall call = ImageCall.open(channel).config(ImageCall.jpeg());
        await().until(() -> gateway.server().activeCalls() == 2);
        last.cancel();
        goAway.countDown();
        call.media(Pictures.jpeg());

        // then
        assertThat(call.response().getPrediction().getObjectsList()).isNotEmpty();
        await().until(() -> !closing.isAlive());
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  void shouldFinishACallThatArrivesWhereItHadNothingToDo() throws IOException {
    try (Gateway gateway = Gateway.start();
        FreezingProxy proxy = FreezingProxy.before(gateway.server().port())) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", proxy.port()).usePlaintext().build();
      try {
        // given a caller that has not heard of the end of a gateway without calls
        HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
        CountDownLatch goAway = proxy.holdAnswers();
        Thread closing = Thread.ofVirtual().start(gateway.server()::close);
        await().pollInterval(Duration.ofMillis(5)).until(() -> !listens(gateway.server().port()));

        // when
        ImageCall call = ImageCall.open(channel).config(ImageCall.jpeg());
        await().pollInterval(Duration.ofMillis(5)).until(() -> gateway.server().activeCalls() == 1);
        goAway.countDown();
        call.media(Pictures.jpeg());

        // then
        assertThat(call.response().getPrediction().getObjectsList()).isNotEmpty();
        await().until(() -> !closing.isAlive());
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static boolean listens(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void shouldNotCutACallWhoseConnectionGotOld() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), "SERVER_MAX_CONNECTION_AGE", "1s")) {
      // given
      ImageCall call = gateway.predictImage().config(ImageCall.jpeg());

      // when
      await()
          .until(
              () -> {
                HealthGrpc.newBlockingStub(gateway.channel())
                    .check(HealthCheckRequest.getDefaultInstance());
                return gateway.server().openConnections() == 2;
              });
      call.media(Pictures.jpeg());

      // then
      assertThat(call.response().getPrediction().getObjectsList()).isNotEmpty();
    }
  }

  @Test
  void shouldNotWaitForHealthWatchersWhenItIsClosed() {
    try (Gateway gateway = Gateway.start()) {
      // given
      HealthGrpc.newBlockingStub(gateway.channel())
          .watch(HealthCheckRequest.getDefaultInstance())
          .next();
      long start = System.nanoTime();

      // when
      gateway.server().close();

      // then
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void shouldSayWhereItCannotListen() {
    try (Gateway gateway = Gateway.start()) {
      // given
      Map<String, String> environment =
          Map.of(
              "DRAGONEYE_API_KEY",
              "test-key",
              "DRAGONEYE_GATEWAY_LISTEN",
              "127.0.0.1:" + gateway.server().port());

      // when / then
      assertThatThrownBy(() -> GatewayServer.start(ConfigLoader.load(null, environment)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + gateway.server().port() + ": ");
    }
  }

  private static Gateway draining(SimulatorOptions options) {
    return Gateway.start(options, "SERVER_DRAIN_TIMEOUT", "200ms");
  }

  private static <T> StreamObserver<T> into(CompletableFuture<T> first) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T value) {
        first.complete(value);
      }

      @Override
      public void onError(Throwable failure) {
        first.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {}
    };
  }
}
