package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminPortTest {
  private final Gateway gateway =
      Gateway.start(SimulatorOptions.defaults(), "ADMIN_LISTEN", "127.0.0.1:0");
  private final int port = gateway.server().adminPort().orElseThrow();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldPrintTheSettingsWithoutSecrets() {
    assertThat(HttpGet.get(port, "/config").body())
        .contains("base_url: " + gateway.simulator().baseUrl(), "window_bytes: 1MiB")
        .doesNotContain("test-key");
  }

  @Test
  void shouldTellAboutTheProcess() {
    // given a call, so that there is a connection
    gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg()).response();

    // when / then
    assertThat(HttpGet.get(port, "/version").body()).contains("\"java\":\"25");
    assertThat(HttpGet.get(port, "/heap").body()).contains("\"heap\":{", "used_bytes");
    assertThat(HttpGet.get(port, "/threads").body()).contains("dragoneye-admin");
    assertThat(HttpGet.get(port, "/channelz").body())
        .contains("callsStarted", "\"streamsStarted\":");
    assertThat(HttpGet.get(port, "/metrics").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?logger=io.grpc.netty&level=DEBUG",
        "?logger=ROOT&level=DEBUG",
        "?logger=ai.dragoneye&level=LOUD",
        "?level=DEBUG",
        ""
      })
  void shouldRefuseLevelsThatWouldPrintSecretsOrAreNone(String query) {
    assertThat(HttpGet.send("PUT", port, "/loglevel" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldAnswerNobodyWhoTakesItForAnotherHost() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // when
      socket
          .getOutputStream()
          .write(
              "GET /config HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      // then
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 403");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {":0", "0.0.0.0:0", "10.0.0.1:8082", "[::]:0", "example.com:8082"})
  void shouldListenOnLoopbackOnly(String address) {
    assertThatThrownBy(() -> gateway.another("ADMIN_LISTEN", address))
        .hasMessageContaining("admin.listen must name an address of loopback");
  }

  @Test
  void shouldBeClosedUnlessConfigured() {
    try (Gateway other = gateway.another()) {
      assertThat(other.server().adminPort()).isEmpty();
      assertThat(other.server().healthPort()).isEmpty();
    }
  }
}
