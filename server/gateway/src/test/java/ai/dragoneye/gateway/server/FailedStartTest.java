package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a gateway that could not start. */
class FailedStartTest {
  // The JDK's own, and the test's.
  private static final Pattern OTHERS =
      Pattern.compile("awaitility.*|ForkJoinPool-.*|VirtualThread-.*|Common-Cleaner");

  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void configureWhatHasThreadsOfItsOwn() {
    put("LISTEN", "127.0.0.1:0");
    put("UPSTREAM_BASE_URL", "http://127.0.0.1:9");
    put("TELEMETRY_OTLP_ENDPOINT", "http://127.0.0.1:9");
    put("AUTHENTICATION_JWT_JWKS_URL", "http://127.0.0.1:9/jwks");
    put("AUTHENTICATION_JWT_ISSUER", "issuer");
    put("AUTHENTICATION_JWT_AUDIENCE", "audience");
    settings.put("DRAGONEYE_API_KEY", "test-key");
  }

  @ParameterizedTest
  @CsvSource({
    "TASK_HANDLE_KEYS_FILE, /not/there",
    "AUTHENTICATION_TOKENS_FILE, /not/there",
    "UPSTREAM_NETWORK_TRUSTED_CERTIFICATES, /not/there"
  })
  void shouldLeaveNoThreadWhereAFileCannotBeUsed(String key, String file) {
    // given
    put(key, file);
    GatewayConfig config = ConfigLoader.load(null, settings);
    Set<Thread> before = threads();

    // when
    assertThatThrownBy(() -> GatewayServer.start(config))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining(file);

    // then
    assertNoThreadIsLeft(before);
  }

  @ParameterizedTest
  @CsvSource({"LISTEN", "HEALTH_LISTEN", "ADMIN_LISTEN"})
  void shouldLeaveNoThreadWhereAPortIsTaken(String key) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // given
      put(key, "127.0.0.1:" + taken.getLocalPort());
      GatewayConfig config = ConfigLoader.load(null, settings);
      Set<Thread> before = threads();

      // when
      assertThatThrownBy(() -> GatewayServer.start(config)).isInstanceOf(IOException.class);

      // then
      assertNoThreadIsLeft(before);
    }
  }

  @Test
  void shouldLeaveNoThreadOnceItIsClosed() throws IOException {
    // given
    put("HEALTH_LISTEN", "127.0.0.1:0");
    Set<Thread> before = threads();

    // when
    GatewayServer.start(ConfigLoader.load(null, settings)).close();

    // then
    assertNoThreadIsLeft(before);
  }

  private void put(String key, String value) {
    settings.put("DRAGONEYE_GATEWAY_" + key, value);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !OTHERS.matcher(thread.getName()).matches())
        .collect(Collectors.toSet());
  }

  private static void assertNoThreadIsLeft(Set<Thread> before) {
    await()
        .untilAsserted(
            () -> {
              Set<Thread> left = new HashSet<>(threads());
              left.removeAll(before);
              assertThat(left.stream().map(Thread::getName).collect(Collectors.toSet())).isEmpty();
            });
  }
}
