package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chart as a whole, and what it takes from docker/observability. */
class PackageTest {
  private static final Path OBSERVABILITY = Chart.FOLDER.resolve("../../docker/observability");

  @TempDir private Path folder;

  @Test
  void shouldHaveNothingThatHelmsLinterMinds() {
    // when
    LintResult result = Chart.helm().lint().strict().call();

    // then
    assertThat(result.isFailed()).isFalse();
    assertThat(result.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
  }

  @Test
  void shouldCarryDashboardAndAlertsIntoThePackage() throws Exception {
    // when
    Chart.helm().packageIt().withDestination(folder).call();
    Path archive = folder.resolve("dragoneye-gateway-0.1.0.tgz");
    extract(archive);

    // then
    for (String file : List.of("dashboard.json", "alerts.yaml")) {
      Path packaged = folder.resolve("dragoneye-gateway/files").resolve(file);
      assertThat(packaged).isRegularFile().hasSameTextualContentAs(OBSERVABILITY.resolve(file));
      assertThat(Files.isSymbolicLink(packaged)).isFalse();
    }
    try (Stream<Path> files = Files.list(folder.resolve("dragoneye-gateway"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("README.md", "values.schema.json")
          .doesNotContain("ci");
    }
  }

  private void extract(Path archive) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(tar.waitFor()).isZero();
  }

  @Test
  void shouldHandOverTheDashboardAsItIs() throws IOException {
    // when
    JsonNode map = Chart.render(Chart.example("everything")).named("ConfigMap", "-dashboard");

    // then
    String dashboard = map.at("/data").path("dragoneye-gateway.json").asString();
    assertThat(JsonMapper.shared().readTree(dashboard))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(Files.readString(OBSERVABILITY.resolve("dashboard.json"))));
    assertThat(map.at("/metadata/labels/grafana_dashboard").asString()).isEqualTo("1");
  }

  @Test
  void shouldHandOverTheAlertRulesAsTheyAre() throws IOException {
    // when
    JsonNode rule = Chart.render(Chart.example("everything")).only("PrometheusRule");

    // then
    assertThat(rule.path("spec"))
        .isEqualTo(Manifests.yaml(Files.readString(OBSERVABILITY.resolve("alerts.yaml"))));
  }

  @Test
  void shouldScrapeUnderTheJobThatTheAlertsName() {
    // when
    Manifests manifests = Chart.render(Chart.example("everything"));
    JsonNode monitor = manifests.only("ServiceMonitor").path("spec");
    JsonNode headless = manifests.named("Service", "-headless");

    // then
    assertThat(monitor.at("/endpoints/0/relabelings/0/replacement").asString())
        .isEqualTo("dragoneye-gateway");
    assertThat(manifests.only("PrometheusRule").toString())
        .contains("job=\\\"dragoneye-gateway\\\"");
    assertThat(headless.at("/spec/ports").findValuesAsString("name"))
        .contains(monitor.at("/endpoints/0/port").asString());
    assertThat(
            manifests.all("Service").stream()
                .filter(
                    service ->
                        Selectors.match(
                            monitor.at("/selector/matchLabels"), service.at("/metadata/labels"))))
        .containsExactly(headless);
  }
}
