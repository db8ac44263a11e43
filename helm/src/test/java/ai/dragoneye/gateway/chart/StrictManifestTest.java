package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every object of every example against the model of the Kubernetes API. */
class StrictManifestTest {
  static Stream<Path> examples() {
    return Chart.examples().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldRenderOnlyWhatAClusterTakes(Path values) {
    // when
    Manifests manifests = Chart.render(values);

    // then
    assertThat(manifests.documents())
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(object -> assertThat(KubernetesModel.faults(object)).isEmpty());
  }

  @Test
  void shouldRenderEveryKindInSomeExample() {
    // when
    Set<String> kinds =
        Chart.examples().stream()
            .flatMap(values -> Chart.render(values).documents().stream())
            .map(object -> object.path("kind").asString())
            .collect(Collectors.toSet());

    // then
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "Certificate",
            "ConfigMap",
            "Deployment",
            "GRPCRoute",
            "HorizontalPodAutoscaler",
            "NetworkPolicy",
            "Pod",
            "PodDisruptionBudget",
            "PrometheusRule",
            "Secret",
            "Service",
            "ServiceAccount",
            "ServiceMonitor");
  }

  /** The check itself has to be able to fail, in every kind and at depth. */
  @ParameterizedTest
  @CsvSource({
    "Deployment, /spec",
    "Deployment, /spec/template/spec",
    "Deployment, /spec/template/spec/containers/0/readinessProbe/httpGet",
    "Deployment, /spec/template/spec/containers/0/lifecycle/preStop/sleep",
    "Deployment, /spec/template/spec/volumes/0/projected/sources/0/configMap/items/0",
    "HorizontalPodAutoscaler, /spec/metrics/0/resource/target",
    "NetworkPolicy, /spec/egress/1/to/0/ipBlock",
    "PodDisruptionBudget, /spec",
    "ServiceAccount, /metadata",
    "Certificate, /spec/privateKey",
    "GRPCRoute, /spec/rules/0/backendRefs/0",
    "PrometheusRule, /spec/groups/0/rules/0",
    "ServiceMonitor, /spec/endpoints/0",
  })
  void shouldRefuseAFieldThatIsMisspelled(String kind, String place) {
    // given
    JsonNode object = Chart.render(Chart.example("everything")).only(kind);
    ((ObjectNode) object.at(place)).put("misspeled", "x");

    // when
    List<String> faults = KubernetesModel.faults(object);

    // then
    assertThat(faults).hasSize(1).first().asString().contains("misspeled");
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, /spec, minReadySeconds",
    "Deployment, /spec/template/spec/containers/0/startupProbe, failureThreshold",
    "Certificate, /spec, dnsNames",
    "GRPCRoute, /spec/rules/0/backendRefs/0, port",
    "ServiceMonitor, /spec, endpoints",
  })
  void shouldRefuseAValueOfTheWrongType(String kind, String place, String field) {
    // given
    JsonNode object = Chart.render(Chart.example("everything")).only(kind);
    ((ObjectNode) object.at(place)).put(field, "many");

    // when / then
    assertThat(KubernetesModel.faults(object)).isNotEmpty();
  }
}
