package ai.dragoneye.gateway.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedSecurityTest {
  @TempDir private Path folder;

  @Test
  void shouldLeaveNoThreadWhereAnErrorEndsIt() {
    // given
    GatewayConfig config = configWithThreadsOfItsOwn();
    Set<Thread> before = fetchers();

    // when
    assertThatThrownBy(() -> GatewaySecurity.of(config, clock()))
        .isInstanceOf(StackOverflowError.class);

    // then
    await()
        .untilAsserted(
            () -> {
              Set<Thread> left = new HashSet<>(fetchers());
              left.removeAll(before);
              assertThat(left).isEmpty();
            });
  }

  private GatewayConfig configWithThreadsOfItsOwn() {
    Map<String, String> environment = new HashMap<>();
    String[] tls = ServedByTls.settings(folder);
    for (int i = 0; i < tls.length; i += 2) {
      environment.put("DRAGONEYE_GATEWAY_" + tls[i], tls[i + 1]);
    }
    environment.put("DRAGONEYE_API_KEY", "test-key");
    environment.put("DRAGONEYE_GATEWAY_AUTHENTICATION_JWT_JWKS_URL", "http://127.0.0.1:9/jwks");
    environment.put("DRAGONEYE_GATEWAY_AUTHENTICATION_JWT_ISSUER", "issuer");
    environment.put("DRAGONEYE_GATEWAY_AUTHENTICATION_JWT_AUDIENCE", "audience");
    return ConfigLoader.load(null, environment);
  }

  private static Clock clock() {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        throw new StackOverflowError("no time");
      }
    };
  }

  /** Of the client that fetches the issuer's keys. */
  private static Set<Thread> fetchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .collect(Collectors.toSet());
  }
}
