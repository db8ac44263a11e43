package ai.dragoneye.gateway.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.client.CallerRejectedException;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.DragoneyeBuilder;
import ai.dragoneye.gateway.client.TaskNotFoundException;
import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import io.grpc.TlsChannelCredentials;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client against a gateway that asks for a client certificate, a token and a key. */
class JavaClientTest {
  @TempDir private Path folder;

  private final Authority authority = new Authority("root");

  private Gateway start() {
    Authority.write(folder, authority.server());
    Path config =
        Authority.write(
            folder.resolve("gateway.yaml"),
            """
            tls:
              certificate_file: FOLDER/tls.crt
              private_key_file: FOLDER/tls.key
              client_ca_file: FOLDER/ca.crt
              require_client_certificate: true
            authentication: { tokens_file: FOLDER/tokens }
            callers: [{ name: team-a, upstream_key: caller }]
            """
                .replace("FOLDER", folder.toString()));
    authority.writeTo(folder.resolve("ca.crt"));
    Authority.write(
        folder.resolve("tokens"), "team-a " + HexFormat.of().formatHex(Sha256.of("token-a")));
    return Gateway.start(config, SimulatorOptions.builder().apiKeys("its-own").build());
  }

  private DragoneyeBuilder client(Gateway gateway) throws IOException {
    Path mine = Files.createDirectories(folder.resolve("client"));
    X509Bundle bundle = authority.client(names -> names);
    Authority.write(mine, bundle);
    return Dragoneye.builder()
        .address("https://127.0.0.1:" + gateway.server().port())
        .tls(
            TlsChannelCredentials.newBuilder()
                .trustManager(folder.resolve("ca.crt").toFile())
                .keyManager(mine.resolve("tls.crt").toFile(), mine.resolve("tls.key").toFile())
                .build());
  }

  @Test
  void shouldBeLetInWithItsCertificateTokenAndKey() throws IOException {
    try (Gateway gateway = start();
        Dragoneye client = client(gateway).token("token-a").apiKey("its-own").build()) {
      assertThatThrownBy(() -> client.status("nobody-began-me"))
          .isInstanceOf(TaskNotFoundException.class);
    }
  }

  @Test
  void shouldHearWhatItLacks() throws IOException {
    try (Gateway gateway = start();
        Dragoneye client = client(gateway).token("wrong").apiKey("its-own").build()) {
      assertThatThrownBy(() -> client.status("nobody-began-me"))
          .isInstanceOf(CallerRejectedException.class)
          .hasMessageContaining("the token is not known here");
      assertThat(client).isNotNull();
    }
  }
}
