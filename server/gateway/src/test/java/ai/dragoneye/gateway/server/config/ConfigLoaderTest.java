package ai.dragoneye.gateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  @TempDir private Path directory;

  @Test
  void shouldListenOnLoopbackAndUseThePublicServiceByDefault() {
    // when
    GatewayConfig config = ConfigLoader.load(null, Map.of("DRAGONEYE_API_KEY", "secret-key"));

    // then
    assertThat(config.listen()).isEqualTo(new ListenAddress("127.0.0.1", 8080));
    assertThat(config.upstream()).isEqualTo(UpstreamSettings.of(UpstreamSettings.PUBLIC_SERVICE));
    assertThat(config.apiKey()).isEqualTo(new ApiKey("secret-key"));
    assertThat(config.prediction().completionTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.media().windowBytes()).isEqualTo(1 << 20);
  }

  @Test
  void shouldReadAFile() {
    // given
    Path file =
        file(
            """
            listen: ":9090"
            tls: { insecure_plaintext: true }
            authentication: { insecure_anonymous: true }
            upstream:
              base_url: http://127.0.0.1:1234
              retry: { max_attempts: 3 }
              results: { decode_memory_bytes: 32MiB }
            media:
              window_bytes: 512KiB
              batch: { max_images_in_flight: 3 }
              spool:
                max_total_bytes: 20GiB
                directory: /var/tmp
            server:
              keepalive:
                permit_without_calls: false
            """);

    // when
    GatewayConfig config = load(file);

    // then
    assertThat(config.listen()).isEqualTo(new ListenAddress("", 9090));
    assertThat(config.upstream().baseUrl()).isEqualTo(URI.create("http://127.0.0.1:1234"));
    assertThat(config.upstream().retry().maxAttempts()).isEqualTo(3);
    assertThat(config.upstream().retry().uploadAttempts()).isEqualTo(3);
    assertThat(config.upstream().results().decodeMemoryBytes()).isEqualTo(32 << 20);
    assertThat(config.media().windowBytes()).isEqualTo(512 << 10);
    assertThat(config.media().batch()).isEqualTo(new MediaSettings.Batch(3, 10_000));
    assertThat(config.media().spool())
        .isEqualTo(new MediaSettings.Spool(2L << 30, 20L << 30, Path.of("/var/tmp")));
    assertThat(config.server().keepalive().permitWithoutCalls()).isFalse();
  }

  @Test
  void shouldBoundResultsAsTheFileSays() {
    // given
    Path file = file("upstream: { results: { bounds: { page_bytes: 8MiB, rows: 1000 } } }\n");

    // when
    DecodeBounds bounds = load(file).upstream().results().bounds();

    // then
    assertThat(bounds.pageBytes()).isEqualTo(8 << 20);
    assertThat(bounds.rows()).isEqualTo(1000);
    assertThat(bounds.members()).isEqualTo(DecodeBounds.DEFAULT.members());
  }

  @Test
  void shouldRefuseABoundBeyondWhatTheDecoderHolds() {
    Path file = file("upstream: { results: { bounds: { schema_depth: 1000 } } }\n");
    assertThatThrownBy(() -> load(file))
        .hasMessageContaining("upstream.results.bounds")
        .hasMessageContaining("schema_depth must be from 1 to 64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing but a comment\n", "---\n"})
  void shouldTakeAFileThatSaysNothing(String text) {
    assertThat(load(file(text)).listen().port()).isEqualTo(8080);
  }

  @Test
  void shouldPreferTheEnvironment() {
    // given
    Path file = file("prediction:\n  completion_timeout: 10s\n");
    Map<String, String> environment =
        Map.of("DRAGONEYE_API_KEY", "k", "DRAGONEYE_GATEWAY_PREDICTION_COMPLETION_TIMEOUT", "20s");

    // when
    GatewayConfig config = ConfigLoader.load(file, environment);

    // then
    assertThat(config.prediction().completionTimeout()).isEqualTo(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DRAGONEYE_GATEWAY_SERVICE_HOST",
        "DRAGONEYE_GATEWAY_SERVICE_PORT",
        "DRAGONEYE_GATEWAY_SERVICE_PORT_GRPC",
        "DRAGONEYE_GATEWAY_PORT",
        "DRAGONEYE_GATEWAY_PORT_8080_TCP",
        "DRAGONEYE_GATEWAY_PORT_8080_TCP_ADDR",
        "DRAGONEYE_GATEWAY_METRICS_SERVICE_HOST"
      })
  void shouldIgnoreWhatKubernetesPutsIntoTheEnvironment(String variable) {
    assertThat(
            ConfigLoader.load(null, Map.of("DRAGONEYE_API_KEY", "k", variable, "10.0.0.1"))
                .listen()
                .port())
        .isEqualTo(8080);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          media:\\n  windw_bytes: 1MiB          | 2 | unknown key media.windw_bytes; did you mean window_bytes?
          medium: 3                             | 1 | unknown key medium; did you mean media?
          upstream:\\n  api_key: abc            | 2 | unknown key upstream.api_key; known are addresses, api_key_file, base_url, network, results, retry, timeouts
          media:\\n  stall_timeout: 30          | 2 | media.stall_timeout must be a duration such as 500ms, 30s, 5m or 1h
          media:\\n  stall_timeout: 30 parsecs  | 2 | media.stall_timeout must be a duration such as 500ms, 30s, 5m or 1h
          media:\\n  stall_timeout: 99999999h   | 2 | media.stall_timeout must be at most ten years
          media:\\n  stall_timeout: 0s          | 2 | media.stall_timeout must be longer than zero
          media:\\n  stall_timeout: [1s]        | 2 | media.stall_timeout must be a single value
          media:\\n  stall_timeout:             | 2 | media.stall_timeout has no value; give it one or remove the key
          media:\\n  window_bytes: 1MB          | 2 | media.window_bytes must be a size such as 4096, 64KiB, 8MiB or 2GiB
          media:\\n  window_bytes: 8GiB         | 2 | media.window_bytes must be less than 2147483648
          media:\\n  window_bytes: 0            | 2 | media.window_bytes must be at least 1
          media: 5                              | 1 | media must be a section of keys
          server:\\n  max_calls_per_connection: many | 2 | server.max_calls_per_connection must be a whole number
          server:\\n  keepalive:\\n    permit_without_calls: yes | 3 | server.keepalive.permit_without_calls must be true or false
          prediction:\\n  max_completion_timeout: 1s | 2 | prediction.max_completion_timeout must not be shorter than completion_timeout
          prediction:\\n  polling:\\n    max_wait: 1ms | 3 | prediction.polling.max_wait must not be shorter than min_wait
          prediction:\\n  polling:\\n    max_per_second: 0 | 3 | prediction.polling.max_per_second must be at least 1
          listen: localhost                     | 1 | listen must be host:port, for example 127.0.0.1:8080, [::1]:8080 or :8080
          listen: localhost:99999               | 1 | listen must have a port of 0 to 65535
          listen: :8080                         | 1 | listen: other hosts reach :8080 without TLS; set tls.certificate_file and tls.private_key_file, or tls.insecure_plaintext to true where plaintext is meant
          callers:\\n  - methods: "*"           | 2 | callers.0.name is missing; say whom the entry is for
          callers:\\n  name: team              | 1 | callers must be a list
          callers: [team]                       | 1 | callers.0 must be a section of keys
          callers:\\n  - name: a\\n    modls: b | 3 | unknown key callers.0.modls; did you mean models?
          callers:\\n  - name: a\\n    methods: [PredictImage, PredictVide] | 3 | callers.0.methods names PredictVide, which is no RPC; did you mean PredictVideo?
          callers:\\n  - name: a\\n    methods: {} | 3 | callers.0.methods must be a name or a list of names
          callers:\\n  - name: a\\n    models: [] | 3 | callers.0.models must be a list of names, in which * stands for anything
          callers:\\n  - name: a\\n    upstream_key: mine | 3 | callers.0.upstream_key must be gateway, file or caller
          callers:\\n  - name: a\\n    upstream_key_file: /key | 3 | callers.0.upstream_key_file must be given where upstream_key is file, and only there
          tls:\\n  certificate_file: /a      | 2 | tls.certificate_file needs private_key_file
          tls:\\n  client_ca_file: /a        | 2 | tls.client_ca_file has no effect without certificate_file
          tls:\\n  require_client_certificate: true | 2 | tls.require_client_certificate needs client_ca_file
          authentication:\\n  jwt:\\n    jwks_url: http://issuer.test | 3 | authentication.jwt.jwks_url must be https://, or http:// on loopback
          authentication:\\n  jwt:\\n    jwks_file: /keys | 3 | authentication.jwt.jwks_file needs issuer and audience, to hold tokens against
          authentication:\\n  jwt:\\n    algorithms: [HS256] | 3 | authentication.jwt.algorithms must be some of ES256, ES384, ES512, PS256, PS384, PS512, RS256, RS384, RS512
          authentication:\\n  jwt:\\n    algorithms: [none] | 3 | authentication.jwt.algorithms must be some of ES256, ES384, ES512, PS256, PS384, PS512, RS256, RS384, RS512
          upstream:\\n  base_url: ftp://x       | 1 | upstream: the upstream base URL must start with https:// or http://
          upstream:\\n  base_url: 'http://x y'  | 2 | upstream.base_url must be a URL, for example https://host:port
          upstream:\\n  timeouts:\\n    connect: 0s | 2 | upstream.timeouts: connect must be longer than zero
          """)
  void shouldSayWhatIsWrongAndWhere(String text, int line, String problem) {
    // given
    Path file = file(text.replace("\\n", "\n"));

    // when / then
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ":" + line + ": " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | without TLS; set tls.certificate_file and tls.private_key_file, or"
            + " tls.insecure_plaintext to true where plaintext is meant",
        "'tls: {insecure_plaintext: true}' | without authentication; set"
            + " authentication.tokens_file, authentication.jwt or tls.client_ca_file, or"
            + " authentication.insecure_anonymous to true where anybody may call"
      })
  void shouldNotListenWhereOthersReachItUnprotected(String more, String problem) {
    for (String listen : List.of(":8080", "0.0.0.0:8080", "[::]:8080", "gateway.test:8080")) {
      // given
      Path file = file("listen: '" + listen + "'\n" + more + "\n");

      // when / then
      assertThatThrownBy(() -> load(file))
          .isInstanceOf(ConfigException.class)
          .hasMessage(file + ":1: listen: other hosts reach " + listen + " " + problem);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "127.8.9.1:0", "[::1]:8080", "localhost:8080"})
  void shouldAskForNoProtectionOnLoopback(String listen) {
    assertThat(load(file("listen: '" + listen + "'\n")).tls().enabled()).isFalse();
  }

  @Test
  void shouldTakeFromTheDefaultEntryWhatACallerLeavesOut() {
    // when
    List<CallerPolicy> callers =
        load(file("callers: [{name: [a, b], methods: GetTask}, {name: c}]\n")).callers();

    // then
    assertThat(callers)
        .containsExactly(
            new CallerPolicy(
                new NamePatterns(List.of("a", "b")),
                new NamePatterns(List.of("GetTask")),
                new NamePatterns(List.of("*")),
                CallerPolicy.UpstreamKey.GATEWAY,
                null,
                null),
            new CallerPolicy(
                new NamePatterns(List.of("c")),
                new NamePatterns(List.of("*")),
                new NamePatterns(List.of("*")),
                CallerPolicy.UpstreamKey.GATEWAY,
                null,
                null));
  }

  @Test
  void shouldSayWhereAFileIsNoYaml() {
    // given
    Path file = file("listen: :8080\nmedia: [unclosed\n");

    // when / then
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file + ":")
        .hasMessageContaining("is no valid YAML");
  }

  @Test
  void shouldRefuseAKeyThatStandsTwice() {
    // given
    Path file = file("listen: :8080\nlisten: :9090\n");

    // when / then
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file + ":2: is no valid YAML");
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    // given
    Path file = directory.resolve("missing.yaml");

    // when / then
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ": cannot be read (NoSuchFileException); check path and rights");
  }

  @Test
  void shouldNameAnUnknownVariable() {
    assertThatThrownBy(
            () ->
                ConfigLoader.load(
                    null, Map.of("DRAGONEYE_API_KEY", "k", "DRAGONEYE_GATEWAY_LISTN", "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "DRAGONEYE_GATEWAY_LISTN: unknown environment variable; did you mean DRAGONEYE_GATEWAY_LISTEN?");
  }

  @Test
  void shouldNameTheVariableOfAWrongValue() {
    assertThatThrownBy(
            () ->
                ConfigLoader.load(
                    null,
                    Map.of("DRAGONEYE_API_KEY", "k", "DRAGONEYE_GATEWAY_MEDIA_STALL_TIMEOUT", "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "DRAGONEYE_GATEWAY_MEDIA_STALL_TIMEOUT: media.stall_timeout must be a duration such as 500ms, 30s, 5m"
                + " or 1h");
  }

  @Test
  void shouldReadTheKeyFromItsFile() {
    // given
    Path secret = write("key", "file-key\n");
    Path file = file("upstream:\n  api_key_file: " + secret + "\n");

    // when
    GatewayConfig config = ConfigLoader.load(file, Map.of());

    // then
    assertThat(config.apiKey()).isEqualTo(new ApiKey("file-key"));
  }

  @Test
  void shouldNotStartWithoutAKey() {
    assertThatThrownBy(() -> ConfigLoader.load(null, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "the Dragoneye API key is missing; set DRAGONEYE_API_KEY or upstream.api_key_file,"
                + " or give all callers another upstream_key");
  }

  @Test
  void shouldNotRepeatASecretInAnError() {
    // given
    Map<String, String> environment = new HashMap<>();
    environment.put("DRAGONEYE_API_KEY", "hush hush");
    Path proxy = file("upstream:\n  network:\n    proxy: 'http://user:hush @host'\n");

    // when / then
    assertThatThrownBy(() -> ConfigLoader.load(null, environment))
        .hasMessageStartingWith("DRAGONEYE_API_KEY: ")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> load(proxy))
        .hasMessageContaining("upstream.network.proxy must be a URL")
        .hasMessageNotContaining("hush");
  }

  @Test
  void shouldNotPrintASecret() {
    // given
    Path file = file("upstream:\n  network:\n    proxy: http://user:hush@host:1\n");

    // when / then
    assertThat(ConfigLoader.load(file, Map.of("DRAGONEYE_API_KEY", "hush-key")).toString())
        .doesNotContain("hush");
  }

  @Test
  void shouldDocumentEveryKey() {
    // when
    String defaults = ConfigLoader.defaults();

    // then
    assertThat(KnownKeys.byVariable().values())
        .isNotEmpty()
        .allSatisfy(path -> assertThat(defaults).contains(path.getLast() + ":"));
  }

  private static GatewayConfig load(Path file) {
    return ConfigLoader.load(file, Map.of("DRAGONEYE_API_KEY", "k"));
  }

  private Path file(String text) {
    return write("gateway.yaml", text);
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
