package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever would end the start is found beforehand, and told in the same words. */
class StartCheckTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tls: { certificate_file: /not/there, private_key_file: /not/there }",
        "authentication: { tokens_file: /not/there }",
        "authentication: { jwt: { issuer: i, audience: a, jwks_file: /not/there } }",
        "authentication: { jwt: { issuer: i, audience: a, jwks_url: 'https://i/jwks', jwks_ca_file: /not/there } }",
        "task_handle_keys_file: /not/there",
        "callers: [{ name: '*', upstream_key: file, upstream_key_file: /not/there }]",
        "upstream: { network: { trusted_certificates: /not/there } }",
        "upstream: { results: { directory: /not/there } }",
        "results: { frames: { directory: /not/there } }",
        "media: { spool: { directory: /not/there } }"
      })
  void shouldNameKeyFileAndRemedyAsTheStartDoes(String yaml) throws IOException {
    // given
    GatewayConfig config = config(yaml);
    String section = yaml.substring(0, yaml.indexOf(':'));

    // when
    Throwable found = catchThrowable(() -> StartCheck.requireFiles(config));

    // then
    assertThat(found)
        .hasMessageMatching(section + ".*: /not/there .*(check path|make it one).*")
        .hasMessage(catchThrowable(() -> GatewayServer.start(config)).getMessage());
  }

  @Test
  void shouldFindWhatStandsInAFileAndIsWrong() throws IOException {
    // given
    Path tokens = Files.writeString(folder.resolve("tokens"), "nobody\n");

    // when / then
    assertThatThrownBy(
            () ->
                StartCheck.requireFiles(config("authentication: { tokens_file: " + tokens + " }")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "authentication.tokens_file: "
                + tokens
                + ":1: must be a caller's name, a space, and its token's SHA-256 in hex");
  }

  @Test
  void shouldTakeWhatCanBeUsed() throws IOException {
    // when / then
    StartCheck.requireFiles(config("media: { spool: { directory: " + folder + " } }"));
    assertThat(folder).isDirectoryContaining("glob:**gateway.yaml");
  }

  private GatewayConfig config(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("gateway.yaml"), yaml);
    Map<String, String> environment = new HashMap<>();
    environment.put("DRAGONEYE_API_KEY", "test-key");
    environment.put("DRAGONEYE_GATEWAY_LISTEN", "127.0.0.1:0");
    return ConfigLoader.load(file, environment);
  }
}
