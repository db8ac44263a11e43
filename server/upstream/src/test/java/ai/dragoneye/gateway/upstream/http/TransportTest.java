package ai.dragoneye.gateway.upstream.http;

import static ai.dragoneye.gateway.upstream.testing.TestClients.KEY;
import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Network;
import ai.dragoneye.gateway.upstream.testing.CleanUpWatch;
import ai.dragoneye.gateway.upstream.testing.FakeTime;
import ai.dragoneye.gateway.upstream.testing.Interrupted;
import ai.dragoneye.gateway.upstream.testing.ScriptedExchange;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestClients;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(CleanUpWatch.class)
class TransportTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String STATUS =
      "{\"prediction_task_uuid\": \"t\", \"prediction_type\": \"image\", \"status\": \"predicted\"}";

  @TempDir private Path directory;
  private final FakeTime time = new FakeTime();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Map<String, String> proxyHeaders = Map.of();

  @Test
  void shouldTrustTheCertificatesOfTheFile() throws Exception {
    // given
    X509Bundle authority = authority();
    try (ScriptedServer server = tlsServer(authority, "localhost");
        DragoneyeClient client = client(httpsUrl(server), trusting(pem(authority)))) {
      // when / then
      assertThat(client.status(KEY, "t", LIMIT).succeeded()).isTrue();
    }
  }

  @Test
  void shouldNotTrustACertificateNobodyVouchesFor() throws Exception {
    try (ScriptedServer server = tlsServer(authority(), "localhost");
        DragoneyeClient client = client(httpsUrl(server), Network.DEFAULT)) {
      assertTlsRefused(client);
    }
  }

  @Test
  void shouldNotTrustTheCertificateOfAnotherHost() throws Exception {
    X509Bundle authority = authority();
    try (ScriptedServer server = tlsServer(authority, "api.dragoneye.ai");
        DragoneyeClient client = client(httpsUrl(server), trusting(pem(authority)))) {
      assertTlsRefused(client);
    }
  }

  @Test
  void shouldNotStartWithAFileThatHoldsNoCertificate() throws Exception {
    // given
    Path file = Files.writeString(directory.resolve("ca.pem"), "nothing");

    // when / then
    assertThatThrownBy(() -> client(UpstreamSettings.PUBLIC_SERVICE, trusting(file)).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void shouldGoThroughTheProxyWithItsCredentials() throws Exception {
    // given
    try (ScriptedServer proxy =
            new ScriptedServer(
                exchange -> {
                  if (exchange.method().equals("CONNECT")) {
                    proxyHeaders = exchange.headers();
                    exchange.raw("HTTP/1.1 200 OK\r\n\r\n");
                  } else {
                    exchange.json(200, STATUS);
                  }
                });
        DragoneyeClient client =
            client(
                URI.create("http://api.dragoneye.test"),
                proxied(URI.create("http://us%40er:p%3Aw@127.0.0.1:" + proxy.port())))) {
      // when / then
      assertThat(client.status(KEY, "t", LIMIT).succeeded()).isTrue();
      assertThat(proxy.requests().getFirst()).isEqualTo("CONNECT api.dragoneye.test:80");
      assertThat(proxyHeaders)
          .containsEntry("Proxy-Authorization", "Basic dXNAZXI6cDp3")
          .doesNotContainKey("X-API-Key");
    }
  }

  @Test
  void shouldSayThatTheProxyRefuses() throws Exception {
    try (ScriptedServer proxy =
            new ScriptedServer(
                exchange -> exchange.raw("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n"));
        DragoneyeClient client =
            client(
                URI.create("http://api.dragoneye.test"),
                proxied(URI.create("http://127.0.0.1:" + proxy.port())))) {
      assertFailure(() -> client.status(KEY, "t", LIMIT))
          .extracting(UpstreamFailure::message)
          .isEqualTo("Dragoneye could not be reached for status: the proxy did not connect");
    }
  }

  @Test
  void shouldNotUseAConnectionBeyondItsLifetime() throws Exception {
    // given
    Network shortLived = new Network(5, LIMIT, Duration.ofMillis(100), LIMIT, null, null);
    try (ScriptedServer server = new ScriptedServer(exchange -> exchange.json(200, STATUS));
        DragoneyeClient client = client(server.url(), shortLived)) {
      client.status(KEY, "t", LIMIT);

      // when
      await().pollDelay(Duration.ofMillis(200)).until(() -> true);
      client.status(KEY, "t", LIMIT);

      // then
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void shouldNotWaitForAFreeConnectionForever() throws Exception {
    // given
    Network narrow = new Network(1, Duration.ofMillis(100), LIMIT, LIMIT, null, null);
    try (ScriptedServer server = new ScriptedServer(this::holdOn);
        DragoneyeClient client = client(server.url(), narrow)) {
      Interrupted first = new Interrupted(() -> client.status(KEY, "t", LIMIT));
      asked.await();

      // when / then
      assertFailure(() -> client.status(KEY, "t", LIMIT))
          .extracting(UpstreamFailure::message)
          .isEqualTo(
              "Dragoneye could not be reached for status: no connection became free in time");
      released.countDown();
      assertThat(first.thrown()).hasMessage("the call returned");
    }
  }

  @Test
  void shouldEndCallsInHandWhenClosed() throws Exception {
    // given
    try (ScriptedServer server = new ScriptedServer(this::holdOn)) {
      DragoneyeClient client = client(server.url(), Network.DEFAULT);
      Interrupted call = new Interrupted(() -> client.status(KEY, "t", Duration.ofSeconds(1)));
      asked.await();

      // when
      client.close();
      client.close();

      // then
      assertThat(call.thrown()).hasMessageStartingWith("Dragoneye could not be reached for status");
      released.countDown();
      await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
  }

  private void holdOn(ScriptedExchange exchange) throws IOException, InterruptedException {
    asked.countDown();
    released.await();
    exchange.json(200, STATUS);
  }

  private void assertTlsRefused(DragoneyeClient client) {
    assertFailure(() -> client.status(KEY, "t", LIMIT))
        .isEqualTo(
            new UpstreamFailure.Unavailable(
                "Dragoneye could not be reached for status: TLS could not be established",
                null,
                null));
    assertThat(time.sleeps()).isEmpty();
  }

  private DragoneyeClient client(URI url, Network network) {
    return DragoneyeClient.create(TestClients.with(url, network), time, () -> 0.5);
  }

  private static Network trusting(Path file) {
    return network(null, file);
  }

  private static Network proxied(URI proxy) {
    return network(proxy, null);
  }

  private static Network network(@Nullable URI proxy, @Nullable Path trusted) {
    return new Network(5, LIMIT, LIMIT, LIMIT, proxy, trusted);
  }

  private static X509Bundle authority() throws Exception {
    return new CertificateBuilder()
        .subject("CN=Test Authority")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private Path pem(X509Bundle authority) throws IOException {
    return Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
  }

  private static ScriptedServer tlsServer(X509Bundle authority, String host) throws Exception {
    X509Bundle certificate =
        new CertificateBuilder()
            .subject("CN=" + host)
            .addSanDnsName(host)
            .addExtendedKeyUsageServerAuth()
            .buildIssuedBy(authority);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
    return new ScriptedServer(
        exchange -> exchange.json(200, STATUS), context.getServerSocketFactory());
  }

  private static URI httpsUrl(ScriptedServer server) {
    return URI.create("https://localhost:" + server.port());
  }
}
