package ai.dragoneye.gateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the reference with what the records and the defaults say; {@code -Dconfig.write=true}
 * renews it.
 */
class ConfigReferenceTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("basedir", "."), "../docs/configuration.md");

  @Test
  void shouldDocumentEveryKey() throws IOException {
    // when
    String reference = ConfigReference.markdown();
    if (Boolean.getBoolean("config.write")) {
      Files.writeString(DOCUMENT, reference);
    }

    // then
    assertThat(reference)
        .contains("| `upstream.timeouts.connect` | duration (ms, s, m, h) | `10s` |")
        .contains("`DRAGONEYE_GATEWAY_UPSTREAM_TIMEOUTS_CONNECT`")
        .contains("| `callers[].upstream_key_file` | path | – | – |")
        .contains("| `health.listen` | host:port | – | `DRAGONEYE_GATEWAY_HEALTH_LISTEN` |");
    assertThat(DOCUMENT)
        .as("renew it with -Dtest=ConfigReferenceTest -Dconfig.write=true")
        .hasContent(reference);
  }

  @Test
  void shouldPrintSettingsThatCanBeReadAgain(@TempDir Path folder) throws IOException {
    // given
    Path file = folder.resolve("gateway.yaml");
    Files.writeString(
        file,
        """
        media:
          window_bytes: 2MiB
        callers:
          - name: [team-a, "team-b*"]
            methods: "Get*"
        """);
    Map<String, String> environment =
        Map.of("DRAGONEYE_API_KEY", "the-key", "DRAGONEYE_GATEWAY_LISTEN", "127.0.0.1:1234");
    GatewayConfig config = ConfigLoader.load(file, environment);

    // when
    Path printed = folder.resolve("printed.yaml");
    Files.writeString(printed, config.effective());

    // then
    assertThat(ConfigLoader.load(printed, Map.of("DRAGONEYE_API_KEY", "the-key")))
        .isEqualTo(config);
    assertThat(config.effective())
        .contains("window_bytes: 2MiB", "listen: 127.0.0.1:1234")
        .doesNotContain("the-key");
  }

  @Test
  void shouldHideSecretsInUrls() {
    // when
    String effective =
        ConfigLoader.effective(
            null,
            Map.of(
                "DRAGONEYE_GATEWAY_UPSTREAM_NETWORK_PROXY",
                "http://me:pass@proxy:3128",
                "DRAGONEYE_GATEWAY_TELEMETRY_OTLP_ENDPOINT",
                "https://collector/path?token=abc"));

    // then
    assertThat(effective)
        .contains("http://hidden@proxy:3128", "https://collector/path?hidden")
        .doesNotContain("pass", "abc");
  }
}
