package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.admission.MemoryPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Room for temporary files. */
class SpoolTest {
  private static final long MIB = 1 << 20;
  private static final String EXAMPLES = "ai.dragoneye.gateway.chart.Examples#rendered";

  @ParameterizedTest
  @CsvSource({
    // media, results, headroom in percent, MiB
    "4GiB, 4GiB, 20, 9831",
    "2048MiB, 1GiB, 20, 3687",
    "2GiB, 0, 20, 2458",
    "2147483649, 2147483648, 50, 6145",
    "2GiB, 2GiB, 25, 5120",
  })
  void shouldHoldBothBudgetsAndTheHeadroom(String media, String results, int percent, long size) {
    // when
    Manifests manifests =
        Chart.renderWith(
            """
            spool: {headroomPercent: %d}
            gateway:
              media: {spool: {max_total_bytes: %s}}
              upstream: {results: {max_total_bytes: %s}}
            """
                .formatted(percent, media, results));

    // then
    assertThat(sizeLimit(manifests)).isEqualTo(size);
  }

  @ParameterizedTest
  @MethodSource(EXAMPLES)
  void shouldReserveOnTheNodeWhatTheGatewayMayWrite(Manifests manifests) {
    // given
    long budget =
        MemoryPlan.of(RenderedConfig.load(manifests)).disk().values().stream()
            .mapToLong(Long::longValue)
            .sum();

    // when
    JsonNode resources = manifests.container().path("resources");

    // then
    assertThat(sizeLimit(manifests) * MIB).isGreaterThanOrEqualTo(budget + budget / 5);
    assertThat(mebibytes(resources.at("/requests/ephemeral-storage")))
        .isEqualTo(mebibytes(resources.at("/limits/ephemeral-storage")))
        .isGreaterThan(sizeLimit(manifests));
  }

  @ParameterizedTest
  @MethodSource(EXAMPLES)
  void shouldWriteNowhereElse(Manifests manifests) {
    // given
    String mounted =
        manifests.container().path("volumeMounts").values().stream()
            .filter(mount -> mount.path("name").asString().equals("spool"))
            .findFirst()
            .orElseThrow()
            .path("mountPath")
            .asString();

    // when
    JsonNode config = Manifests.yaml(manifests.gatewayYaml());

    // then
    assertThat(config.findValuesAsString("directory")).hasSize(3).containsOnly(mounted);
    assertThat(manifests.container().path("volumeMounts").values())
        .allMatch(
            mount ->
                mount.path("name").asString().equals("spool")
                    || mount.path("readOnly").asBoolean());
  }

  private static long sizeLimit(Manifests manifests) {
    return manifests.pod().at("/spec/volumes").values().stream()
        .filter(volume -> volume.has("emptyDir"))
        .mapToLong(volume -> mebibytes(volume.at("/emptyDir/sizeLimit")))
        .sum();
  }

  private static long mebibytes(JsonNode quantity) {
    assertThat(quantity.asString()).endsWith("Mi");
    return Long.parseLong(quantity.asString().replace("Mi", ""));
  }
}
