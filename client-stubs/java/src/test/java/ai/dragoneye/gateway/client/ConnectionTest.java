package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the client reaches a gateway and what it tells about itself. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ConnectionTest {
  private static final Metadata.Key<String> USER_AGENT =
      Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);

  private static Image image() {
    return Image.fromBytes(new byte[10], "image/png");
  }

  @Test
  void shouldSendTokenKeyAndUserAgent() {
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions());
        Dragoneye dragoneye =
            Dragoneye.builder()
                .address("localhost:" + gateway.port())
                .token("t0ken")
                .apiKey("k3y")
                .build()) {
      dragoneye.predictImage(image(), "m");

      Metadata headers = gateway.headers().get(0);
      assertThat(headers.get(CallerCredentials.AUTHORIZATION)).isEqualTo("Bearer t0ken");
      assertThat(headers.get(CallerCredentials.API_KEY)).isEqualTo("k3y");
      assertThat(headers.get(USER_AGENT))
          .matches("dragoneye-gateway-java/\\d+\\.\\d+\\.\\S+ grpc-java-netty/.*");
    }
  }

  @Test
  void shouldSendNoCredentialsUnasked() {
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions());
        Dragoneye dragoneye = gateway.connect()) {
      dragoneye.predictImage(image(), "m");

      Metadata headers = gateway.headers().get(0);
      assertThat(headers.containsKey(CallerCredentials.AUTHORIZATION)).isFalse();
      assertThat(headers.containsKey(CallerCredentials.API_KEY)).isFalse();
    }
  }

  @Test
  void shouldAskForTokenAtEachCall() {
    AtomicInteger count = new AtomicInteger();
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions());
        Dragoneye dragoneye =
            Dragoneye.builder()
                .address("localhost:" + gateway.port())
                .token(() -> "token-" + count.incrementAndGet())
                .build()) {
      dragoneye.predictImage(image(), "m");
      dragoneye.predictImage(image(), "m");

      assertThat(gateway.headers())
          .extracting(headers -> headers.get(CallerCredentials.AUTHORIZATION))
          .containsExactly("Bearer token-1", "Bearer token-2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "line\nbreak", "ключ"})
  void shouldRefuseSecretsUnfitForHeadersWithoutRepeatingThem(String secret) {
    assertThatThrownBy(() -> Dragoneye.builder().token(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The token must be printable ASCII without spaces");
    assertThatThrownBy(() -> Dragoneye.builder().apiKey(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The API key must be printable ASCII without spaces");
  }

  @Test
  void shouldRefuseToSendSecretsInPlaintextOffLoopback() {
    String message =
        "A token or API key is not sent in plaintext to gateway.example:80: use https://";
    DragoneyeBuilder exposed = Dragoneye.builder().address("http://gateway.example");

    assertThatCode(() -> exposed.build().close()).doesNotThrowAnyException();
    assertThatThrownBy(() -> exposed.token("t").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(
            () -> Dragoneye.builder().address("http://gateway.example").apiKey("k").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatCode(
            () -> Dragoneye.builder().address("gateway.example:80").apiKey("k").build().close())
        .doesNotThrowAnyException();
  }

  @Test
  void shouldTakeAddressFromEnvironment() {
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions())) {
      Map<String, String> environment =
          Map.of("DRAGONEYE_GATEWAY", "http://127.0.0.1:" + gateway.port());

      try (Dragoneye dragoneye = new DragoneyeBuilder(environment::get).build()) {
        assertThat(dragoneye.predictImage(image(), "m")).isEqualTo(ScriptedPredictions.ANSWER);
      }
    }
  }

  @Test
  void shouldSayThatAddressIsMissing() {
    assertThatThrownBy(() -> new DragoneyeBuilder(name -> null).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("No gateway: give its address, or set DRAGONEYE_GATEWAY");
  }

  @Test
  void shouldSpeakTlsAndCheckCertificate() throws Exception {
    LoopbackCertificate certificate = LoopbackCertificate.make();
    try (FakeGateway gateway =
        FakeGateway.serving(new ScriptedPredictions(), certificate.server())) {
      String address = "https://localhost:" + gateway.port();

      try (Dragoneye trusting =
          Dragoneye.builder().address(address).tls(certificate.client()).token("t").build()) {
        assertThat(trusting.predictImage(image(), "m")).isEqualTo(ScriptedPredictions.ANSWER);
      }
      try (Dragoneye distrusting = Dragoneye.connect(address)) {
        assertThatThrownBy(() -> distrusting.predictImage(image(), "m"))
            .isInstanceOf(GatewayUnavailableException.class);
      }
    }
  }

  @Test
  void shouldRefuseTlsSettingsThatDoNotFitAddress() throws Exception {
    DragoneyeBuilder builder =
        Dragoneye.builder().address("http://localhost:1").tls(LoopbackCertificate.make().client());

    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.tls(InsecureChannelCredentials.create()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldLeaveChannelOfCallerOpen() throws Exception {
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions())) {
      ManagedChannel channel =
          Grpc.newChannelBuilder("localhost:" + gateway.port(), InsecureChannelCredentials.create())
              .build();
      try (Dragoneye dragoneye = new Dragoneye(channel)) {
        assertThat(dragoneye.predictImageAsync(image(), "m").get())
            .isEqualTo(ScriptedPredictions.ANSWER);
        assertThat(dragoneye.channel()).isSameAs(channel);
      }

      assertThat(channel.isShutdown()).isFalse();
      channel.shutdownNow();
    }
  }

  @Test
  void shouldReadMediaOnExecutorOfCaller() throws Exception {
    AtomicInteger tasks = new AtomicInteger();
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions());
        Dragoneye dragoneye =
            Dragoneye.builder()
                .address("localhost:" + gateway.port())
                .executor(
                    work -> {
                      tasks.incrementAndGet();
                      work.run();
                    })
                .build()) {
      dragoneye.predictImageAsync(image(), "m").get();

      assertThat(tasks).hasValue(1);
    }
  }

  @Test
  void shouldRefuseTimesThatAreNotPositive() {
    assertThatThrownBy(() -> PredictOptions.builder().deadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The deadline must be positive, and PT0S is not");
    assertThatThrownBy(() -> PredictOptions.builder().completionTimeout(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The completion timeout must be positive, and PT-1S is not");
  }
}
