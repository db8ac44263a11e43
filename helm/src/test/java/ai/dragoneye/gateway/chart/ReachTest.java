package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Who reaches the gateway, and whom it reaches. */
class ReachTest {
  private static final String EXAMPLES = "ai.dragoneye.gateway.chart.Examples#rendered";

  @ParameterizedTest
  @MethodSource(EXAMPLES)
  void shouldOfferOneAddressForAllReplicasAndOneForEach(Manifests manifests) {
    // given
    List<String> ports = manifests.container().path("ports").findValuesAsString("name");

    // when
    List<JsonNode> services = manifests.all("Service");

    // then
    assertThat(services).hasSize(2);
    assertThat(services.getFirst().path("spec").has("clusterIP")).isFalse();
    assertThat(services.getLast().at("/spec/clusterIP").asString()).isEqualTo("None");
    assertThat(services)
        .allSatisfy(
            service ->
                assertThat(service.at("/spec/ports").findValuesAsString("targetPort"))
                    .isSubsetOf(ports));
    assertThat(services.getFirst().at("/spec/ports").findValuesAsString("name"))
        .containsExactly("grpc");
  }

  @Test
  void shouldLetThroughThePodsPortsAndTheWayToTheServiceOnly() {
    // when
    JsonNode policy = Chart.renderWith("{}").only("NetworkPolicy").path("spec");

    // then
    assertThat(policy.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
    assertThat(policy.path("ingress").findValuesAsString("port")).containsExactly("grpc", "health");
    assertThat(policy.at("/ingress/0").has("from")).isFalse();
    assertThat(policy.at("/ingress/1/from").size()).isEqualTo(1);
    assertThat(policy.path("egress").findValuesAsString("port")).containsExactly("53", "53", "443");
    assertThat(policy.path("egress").values()).allMatch(rule -> rule.path("to").size() > 0);
  }

  @Test
  void shouldKeepTheGatewayFromTheClusterAndFromMetadataAddresses() {
    // when
    JsonNode blocks = Chart.renderWith("{}").only("NetworkPolicy").at("/spec/egress/1/to");

    // then
    assertThat(blocks.at("/0/ipBlock/cidr").asString()).isEqualTo("0.0.0.0/0");
    assertThat(Manifests.strings(blocks.at("/0/ipBlock/except")))
        .contains("169.254.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
    assertThat(Manifests.strings(blocks.at("/1/ipBlock/except"))).contains("fe80::/10", "fc00::/7");
  }

  @Test
  void shouldLetThroughWhatIsConfiguredBesides() {
    // when
    JsonNode policy = Chart.render(Chart.example("everything")).only("NetworkPolicy").path("spec");

    // then
    assertThat(policy.at("/egress/2/ports/0/port").asInt()).isEqualTo(4318);
    assertThat(policy.at("/ingress/0/from/0/podSelector/matchLabels/calls").asString())
        .isEqualTo("vision");
  }

  @Test
  void shouldNameTheServicesInTheCertificate() {
    // given
    Manifests manifests = Chart.render(Chart.example("everything"));
    JsonNode certificate = manifests.only("Certificate").path("spec");

    // when / then
    assertThat(Manifests.strings(certificate.path("dnsNames")))
        .contains(
            "rel-dragoneye-gateway.vision.svc",
            "rel-dragoneye-gateway-headless.vision.svc",
            "vision.example");
    assertThat(manifests.all("Service"))
        .extracting(service -> service.at("/metadata/name").asString())
        .isSubsetOf(Manifests.strings(certificate.path("dnsNames")));
    assertThat(certificate.at("/privateKey/encoding").asString()).isEqualTo("PKCS8");
    assertThat(manifests.pod().toString()).contains(certificate.path("secretName").asString());
  }

  @Test
  void shouldRouteToTheServicesPort() {
    // when
    Manifests manifests = Chart.render(Chart.example("everything"));
    JsonNode backend = manifests.only("GRPCRoute").at("/spec/rules/0/backendRefs/0");

    // then
    JsonNode service = manifests.named("Service", "-gateway");
    assertThat(backend.path("name")).isEqualTo(service.at("/metadata/name"));
    assertThat(backend.path("port")).isEqualTo(service.at("/spec/ports/0/port"));
  }

  @Test
  void shouldAskForHealthOverTlsWithTheIssuersAuthority() {
    // when
    Manifests manifests =
        Chart.renderWith(
            "tls: {certManager: {enabled: true, issuerRef: {name: i}}}\n"
                + "authentication: {anonymous: true}");

    // then
    JsonNode test = manifests.only("Pod");
    assertThat(Manifests.strings(test.at("/spec/containers/0/args")))
        .containsExactly(
            "health",
            "--address",
            "https://rel-dragoneye-gateway.vision.svc:8080",
            "--timeout",
            "10",
            "--ca-file",
            "/etc/dragoneye-gateway/ca.crt");
    assertThat(test.at("/spec/volumes/0/secret/items").findValuesAsString("key"))
        .containsExactly("ca.crt");
  }

  @Test
  void shouldAskForHealthInPlaintextWhereThereIsNoTls() {
    assertThat(Manifests.strings(Chart.renderWith("{}").only("Pod").at("/spec/containers/0/args")))
        .containsExactly(
            "health", "--address", "rel-dragoneye-gateway.vision.svc:8080", "--timeout", "10");
  }

  @Test
  void shouldScaleTheDeploymentByBothSignals() {
    // when
    Manifests manifests = Chart.render(Chart.example("everything"));
    JsonNode scaler = manifests.only("HorizontalPodAutoscaler").path("spec");

    // then
    assertThat(scaler.at("/scaleTargetRef/name"))
        .isEqualTo(manifests.only("Deployment").at("/metadata/name"));
    assertThat(scaler.path("metrics").findValuesAsString("type"))
        .contains("Resource", "Pods", "Utilization", "AverageValue");
    assertThat(manifests.container().at("/resources/requests").has("cpu")).isTrue();
  }
}
