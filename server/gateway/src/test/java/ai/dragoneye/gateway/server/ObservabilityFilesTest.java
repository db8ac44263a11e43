package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.dragoneye.gateway.server.security.ServedByTls;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alert rules against what a gateway really tells. */
class ObservabilityFilesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", "."), "../../docker/observability");
  private static final Pattern NAME =
      Pattern.compile("\\b(?:dragoneye_gateway|grpc_server|jvm)_[a-z0-9_]+\\b");
  private static final Pattern LABEL = Pattern.compile("[{,]([a-z_]+)=");

  @TempDir private Path folder;

  @Test
  void shouldNameNoMetricThatThereIsNot() throws IOException {
    // given
    Set<String> known = new HashSet<>();
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), "HEALTH_LISTEN", "127.0.0.1:0")) {
      haveEverythingHappen(gateway);
      addNames(known, Scrape.of(gateway.server()));
    }
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), ServedByTls.settings(folder))) {
      addNames(known, Scrape.of(gateway.server()));
    }

    // when
    Set<String> named = new TreeSet<>();
    for (String file :
        new String[] {
          "dashboard.json", "alerts.yaml", "alerts_test.yaml", "../../server/docs/observability.md"
        }) {
      NAME.matcher(Files.readString(FOLDER.resolve(file)))
          .results()
          .forEach(match -> named.add(match.group()));
    }

    // then
    assertThat(named).hasSizeGreaterThan(20).isSubsetOf(known);
  }

  private static void haveEverythingHappen(Gateway gateway) {
    gateway.simulator().faults().add(Fault.at(Step.BEGIN).status(429));
    gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg()).response();
    gateway.predictImage().config(ImageCall.jpeg()).media(new byte[1000]).failure();
    await().until(() -> Scrape.of(gateway.server()).sum("dragoneye_gateway_tasks_total") == 2);
  }

  private static void addNames(Set<String> known, Scrape scrape) {
    for (String name : scrape.names()) {
      known.add(name);
      // Of a histogram.
      known.add(name.replaceFirst("_(bucket|count|sum)$", ""));
    }
    for (String series : scrape.series()) {
      LABEL.matcher(series).results().forEach(match -> known.add(match.group(1)));
    }
  }

  @Test
  void shouldTellHowLongTheCertificateIsValid() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), ServedByTls.settings(folder))) {
      long left =
          Instant.now()
              .until(gateway.server().certificateExpiry().orElseThrow(), ChronoUnit.SECONDS);

      // when / then
      assertThat(Scrape.of(gateway.server()).sum("dragoneye_gateway_certificate_expiry_seconds"))
          .isBetween(left - 60.0, left + 1.0);
    }
  }

  @Test
  void shouldHaveADashboardThatGrafanaReads() throws IOException {
    var dashboard =
        JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("dashboard.json")));

    assertThat(dashboard.get("uid").asString()).isEqualTo("dragoneye-gateway");
    assertThat(dashboard.get("panels").values().stream().map(panel -> panel.get("id").asInt()))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check rules alerts.yaml", "test rules alerts_test.yaml"})
  void shouldHaveRulesThatPrometheusTakes(String command) throws Exception {
    Optional<Path> promtool = find("promtool");
    assumeTrue(promtool.isPresent(), "promtool is missing: install Debian's package prometheus");

    // when
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(promtool.orElseThrow().toString()),
                        Stream.of(command.split(" ", -1)))
                    .toList())
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // then
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
