package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Helm says after an installation. */
class NotesTest {
  @Test
  void shouldSayWhereCallersFindTheGatewayAndWhatWasDerived() {
    assertThat(Chart.notes(Chart.example("tokens-tls")))
        .contains("rel-dragoneye-gateway.vision.svc:8080   (TLS)")
        .contains("dns:///rel-dragoneye-gateway-headless.vision.svc:8080 ")
        .contains("helm test rel --namespace vision")
        .contains("132 s to end: 1500ms of notice, 2m for calls at work, 10 s to spare")
        .doesNotContain("WARNING");
  }

  @Test
  void shouldWarnOfWhatIsOpenToAnybody() {
    assertThat(Chart.notes(Chart.example("insecure")))
        .contains("WARNING: insecure is true.", "and calls at your expense.");
  }

  @Test
  void shouldWarnOfACollectorThatNothingLetsThrough() {
    // given
    String telemetry = "gateway: {telemetry: {otlp: {endpoint: \"http://collector:4318\"}}}";

    // when
    String notes = Chart.withFile(telemetry, file -> Chart.notes(Chart.example("insecure"), file));

    // then
    assertThat(notes).contains("WARNING: the collector or the proxy");
  }
}
