package ai.dragoneye.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.DragoneyeException;
import ai.dragoneye.gateway.client.Image;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Network;

/** Certificates and tokens in mounted files that are replaced while the gateway runs. */
@RequiresDocker
class RotationIT {
  private static final String SECRETS = "/run/secrets/gateway";

  @TempDir private Path secrets;

  @Test
  void shouldTakeUpNewCertificatesAndTokensWithoutARestart() throws Exception {
    try (Network network = Network.newNetwork();
        SimulatorContainer simulator = new SimulatorContainer(network);
        GatewayContainer gateway = protectedGateway(network)) {
      // given
      IssuedCertificate first = IssuedCertificate.issue();
      first.writeTo(secrets);
      allow("old-token");
      simulator.start();
      gateway.start();
      assertThat(predict(gateway, first, "old-token")).isEmpty();
      gateway.awaitHealthy();

      // when
      IssuedCertificate second = IssuedCertificate.issue();
      second.writeTo(secrets);
      allow("new-token");

      // then
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(predict(gateway, second, "new-token")).isEmpty());
      assertThat(predict(gateway, second, "old-token")).contains("CALLER_UNAUTHENTICATED");
      assertThat(predict(gateway, first, "new-token")).contains("UNAVAILABLE");
    }
  }

  private GatewayContainer protectedGateway(Network network) {
    return new GatewayContainer(network)
        .mounting(secrets, SECRETS)
        .withEnv("DRAGONEYE_GATEWAY_TLS_CERTIFICATE_FILE", SECRETS + "/tls.crt")
        .withEnv("DRAGONEYE_GATEWAY_TLS_PRIVATE_KEY_FILE", SECRETS + "/tls.key")
        .withEnv("DRAGONEYE_GATEWAY_AUTHENTICATION_TOKENS_FILE", SECRETS + "/tokens")
        .withEnv("DRAGONEYE_GATEWAY_SERVER_RELOAD_INTERVAL", "1s");
  }

  private void allow(String token) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    Files.writeString(secrets.resolve("tokens"), "tester " + HexFormat.of().formatHex(digest));
  }

  /** The reason, or else the code, of its failure; empty where it succeeded. */
  private static String predict(GatewayContainer gateway, IssuedCertificate trusted, String token) {
    try (Dragoneye dragoneye =
        Dragoneye.builder()
            .address("https://" + gateway.address())
            .tls(trusted.trust())
            .token(token)
            .build()) {
      DragoneyeException failure =
          catchThrowableOfType(
              DragoneyeException.class,
              () ->
                  dragoneye.predictImage(
                      Image.fromBytes(new byte[1000], "image/jpeg"), "recognize_anything/tls"));
      return failure == null ? "" : failure.reason().orElse(failure.code().name());
    }
  }
}
