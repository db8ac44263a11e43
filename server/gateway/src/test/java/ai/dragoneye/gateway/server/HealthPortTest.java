package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthPortTest {
  private final Gateway gateway =
      Gateway.start(SimulatorOptions.defaults(), "HEALTH_LISTEN", "127.0.0.1:0");
  private final int port = gateway.server().healthPort().orElseThrow();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldBeAliveAndReady() {
    assertThat(HttpGet.get(port, "/livez").statusCode()).isEqualTo(200);
    assertThat(HttpGet.get(port, "/readyz").body()).isEqualTo("ready\n");
    assertThat(HttpGet.send("HEAD", port, "/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldRefuseWhatItDoesNotServe() {
    assertThat(HttpGet.get(port, "/").statusCode()).isEqualTo(404);
    assertThat(HttpGet.get(port, "/config").statusCode()).isEqualTo(404);
    assertThat(HttpGet.send("POST", port, "/livez").statusCode()).isEqualTo(405);
  }

  @Test
  void shouldNotBeReadyWhileItDrains() {
    // given a call at work
    ImageCall call = gateway.predictImage().config(ImageCall.jpeg());
    await().until(() -> gateway.server().activeCalls() == 1);

    // when
    Thread closing = Thread.startVirtualThread(gateway.server()::close);

    // then
    await().until(() -> HttpGet.get(port, "/readyz").statusCode() == 503);
    assertThat(HttpGet.get(port, "/readyz").body()).isEqualTo("not ready: draining\n");
    assertThat(HttpGet.get(port, "/livez").statusCode()).isEqualTo(200);
    assertThat(Scrape.of(gateway.server()).sum("dragoneye_gateway_draining")).isEqualTo(1);
    assertThat(Scrape.of(gateway.server()).sum("dragoneye_gateway_ready")).isZero();

    // and when
    call.media(Pictures.jpeg()).response();

    // then
    await().until(() -> !closing.isAlive());
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void shouldNotBeReadyWhileItsKeyIsRejected() {
    // when
    gateway.simulator().faults().add(Fault.at(Step.BEGIN).status(403));
    gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg()).failure();

    // then whoever asks is told, and has the key looked at again
    assertThat(HttpGet.get(port, "/readyz").body())
        .isEqualTo("not ready: the Dragoneye service rejects the gateway's API key\n");
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> HttpGet.get(port, "/readyz").statusCode() == 200);
  }

  @Test
  void shouldNotCareForAKeyThatNoCallerIsServedWith(@TempDir Path folder) throws IOException {
    // given
    Path config =
        Files.writeString(
            folder.resolve("gateway.yaml"), "callers: [{ name: '*', upstream_key: caller }]");
    try (Gateway passingOn =
        Gateway.start(config, SimulatorOptions.defaults(), "HEALTH_LISTEN", "127.0.0.1:0")) {
      passingOn.simulator().faults().add(Fault.at(Step.BEGIN).status(401));
      Metadata key = new Metadata();
      key.put(Metadata.Key.of("dragoneye-api-key", Metadata.ASCII_STRING_MARSHALLER), "test-key");

      // when
      RpcFailure failure =
          ImageCall.open(
                  ClientInterceptors.intercept(
                      passingOn.channel(), MetadataUtils.newAttachHeadersInterceptor(key)))
              .config(ImageCall.jpeg())
              .media(Pictures.jpeg())
              .failure();

      // then
      assertThat(failure.reason()).isEqualTo("UPSTREAM_CREDENTIALS_REJECTED");
      assertThat(HttpGet.get(passingOn.server().healthPort().orElseThrow(), "/readyz").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void shouldStayReadyWhileTheServiceIsInTrouble() {
    // when
    gateway.simulator().faults().add(Fault.at(Step.BEGIN).status(503).always());
    gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg()).failure();

    // then
    assertThat(HttpGet.get(port, "/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldStayReadyWhenACallerAsksForSomebodyElsesTask() {
    // when
    gateway.simulator().faults().add(Fault.at(Step.STATUS).status(403).always());
    assertThatThrownBy(
            () ->
                gateway
                    .tasks()
                    .getTask(GetTaskRequest.newBuilder().setTaskId("somebody-elses").build()))
        .hasMessageContaining("FAILED_PRECONDITION");

    // then
    assertThat(HttpGet.get(port, "/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldAnswerWhileManyConnectionsSayNothing() throws IOException {
    // given more than it takes
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }

      // when / then
      assertThat(HttpGet.get(port, "/livez").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void shouldAnswerOneRequestForEachConnection() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // when
      String request = "GET /livez HTTP/1.1\r\nHost: h\r\n\r\n";
      socket.getOutputStream().write(request.repeat(500).getBytes(StandardCharsets.US_ASCII));

      // then
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(2);
    }
  }

  @Test
  void shouldRefuseALongRequest() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // when
      socket
          .getOutputStream()
          .write(
              ("GET /" + "x".repeat(5000) + " HTTP/1.1\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));

      // then
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void shouldSayWhichPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      // when / then
      assertThatThrownBy(() -> gateway.another("HEALTH_LISTEN", address))
          .hasMessageContaining("cannot listen on " + address + " (health.listen)");
    }
  }
}
