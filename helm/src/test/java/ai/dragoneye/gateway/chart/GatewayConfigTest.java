package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.admission.MemoryPlan;
import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The gateway's own configuration, held against the gateway's own loader. */
class GatewayConfigTest {
  private static final String EXAMPLES = "ai.dragoneye.gateway.chart.Examples#rendered";

  @ParameterizedTest
  @MethodSource(EXAMPLES)
  void shouldBeTakenByTheGateway(Manifests manifests) {
    // when
    GatewayConfig config = RenderedConfig.load(manifests);

    // then
    assertThat(config.listen().host()).isEmpty();
    assertThat(config.server().drainNotice()).isZero();
  }

  @Test
  void shouldNotBeTakenWhereItIsWrong() {
    String yaml = Chart.renderWith("{}").gatewayYaml();

    assertThatThrownBy(() -> RenderedConfig.load(yaml.replace("drain_timeout", "drain_time")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("unknown key server.drain_time");
    assertThatThrownBy(() -> RenderedConfig.load(yaml.replace("insecure_plaintext: true", "{}")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("without TLS");
  }

  @Test
  void shouldPassOnWhatTheValuesSay() {
    // when
    GatewayConfig config = RenderedConfig.load(Chart.render(Chart.example("everything")));

    // then
    assertThat(config.listen().port()).isEqualTo(9090);
    assertThat(config.prediction().completionTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.admission().upstream().max()).isEqualTo(40);
    assertThat(config.tls().requireClientCertificate()).isTrue();
    assertThat(config.authentication().insecureAnonymous()).isFalse();
  }

  @Test
  void shouldPassOnCallersAndLargeNumbersAsTheyAre() {
    assertThat(RenderedConfig.load(Chart.render(Chart.example("tokens-tls"))).callers()).hasSize(3);
    assertThat(Chart.render(Chart.example("created-secrets")).gatewayYaml())
        .contains("rows: 20000000\n", "max_total_bytes: 1073741825\n");
  }

  /** Every file that the configuration names has to be mounted. */
  @ParameterizedTest
  @MethodSource(EXAMPLES)
  void shouldNameNoFileThatIsNotThere(Manifests manifests) {
    // given
    List<String> files =
        manifests.pod().at("/spec/volumes/0/projected/sources").findValues("path").stream()
            .map(path -> "/etc/dragoneye-gateway/" + path.asString())
            .toList();

    // when
    JsonNode config = Manifests.yaml(manifests.gatewayYaml());

    // then
    assertThat(
            List.of(
                "api_key_file",
                "tokens_file",
                "certificate_file",
                "private_key_file",
                "client_ca_file",
                "task_handle_keys_file"))
        .flatMap(config::findValuesAsString)
        .isSubsetOf(files);
    assertThat(Manifests.strings(manifests.container().path("args")))
        .startsWith("serve", "--config", files.getFirst());
  }

  /** The image gives half of the limit to the heap, and 192 MiB to direct memory. */
  @ParameterizedTest
  @MethodSource(EXAMPLES)
  void shouldKeepTheBudgetsWithinTheMemoryLimit(Manifests manifests) {
    // given
    MemoryPlan plan = MemoryPlan.of(RenderedConfig.load(manifests));
    String limit = manifests.container().at("/resources/limits/memory").asString();
    long bytes = Long.parseLong(limit.replace("Gi", "")) << 30;

    // when / then
    assertThat(sum(plan.heap())).isLessThan(bytes / 2);
    assertThat(sum(plan.direct())).isLessThan(192L << 20);
  }

  private static long sum(Map<String, Long> parts) {
    return parts.values().stream().mapToLong(Long::longValue).sum();
  }
}
