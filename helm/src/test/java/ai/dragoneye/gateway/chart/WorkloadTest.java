package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The pods. */
class WorkloadTest {
  private static final String EXAMPLES = "ai.dragoneye.gateway.chart.Examples#rendered";

  @ParameterizedTest
  @MethodSource(EXAMPLES)
  void shouldProbeTheHealthPort(Manifests manifests) {
    // given
    JsonNode container = manifests.container();
    List<String> ports = container.path("ports").findValuesAsString("name");
    List<Integer> numbers =
        container.path("ports").findValues("containerPort").stream().map(JsonNode::asInt).toList();

    // when / then
    assertThat(ports).containsExactly("grpc", "health");
    assertThat(manifests.gatewayYaml())
        .contains(
            "listen: :" + numbers.getFirst() + "\n", "health:\n  listen: :" + numbers.getLast());
    assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe"))
        .extracting(probe -> container.at("/" + probe + "/httpGet").toString())
        .containsExactly(
            "{\"path\":\"/livez\",\"port\":\"health\"}",
            "{\"path\":\"/livez\",\"port\":\"health\"}",
            "{\"path\":\"/readyz\",\"port\":\"health\"}");
  }

  @ParameterizedTest
  @MethodSource(EXAMPLES)
  void shouldKeepToTheRestrictedPodSecurityStandard(Manifests manifests) {
    List<JsonNode> pods = manifests.all("Pod").stream().map(pod -> pod.path("spec")).toList();

    assertRestricted(manifests.pod().path("spec"));
    assertThat(pods).allSatisfy(WorkloadTest::assertRestricted);
  }

  private static void assertRestricted(JsonNode pod) {
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asString())
        .isEqualTo("RuntimeDefault");
    assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC")).isFalse();
    JsonNode container = pod.at("/containers/0/securityContext");
    assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(container.at("/capabilities").has("add")).isFalse();
  }

  @Test
  void shouldRunAsANumericUserUnlessThePlatformAssignsOne() {
    assertThat(Chart.renderWith("{}").pod().at("/spec/securityContext/runAsUser").asInt())
        .isEqualTo(65_532);
    assertThat(
            Chart.render(Chart.example("openshift"))
                .pod()
                .at("/spec/securityContext")
                .propertyNames())
        .containsExactlyInAnyOrder("runAsNonRoot", "seccompProfile");
  }

  @ParameterizedTest
  @MethodSource(EXAMPLES)
  void shouldSelectItsOwnPodsAndNotTheTestPod(Manifests manifests) {
    // given
    JsonNode labels = manifests.pod().at("/metadata/labels");

    // when
    List<JsonNode> selectors = manifests.documents().stream().flatMap(Selectors::ofPods).toList();

    // then
    assertThat(selectors)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(selector -> assertThat(Selectors.match(selector, labels)).isTrue())
        .allSatisfy(
            selector ->
                assertThat(manifests.all("Pod"))
                    .noneMatch(pod -> Selectors.match(selector, pod.at("/metadata/labels"))));
  }

  @Test
  void shouldRollOutWhatTheConfigurationChanges() {
    // given
    JsonNode before = annotations("{}");

    // when
    JsonNode configured = annotations("gateway: {prediction: {completion_timeout: 9m}}");
    JsonNode rekeyed = annotations("apiKey: {existingSecret: null, value: other}");

    // then
    assertThat(annotations("{}")).isEqualTo(before);
    assertThat(changed(before, configured)).containsExactly("checksum/config");
    assertThat(changed(before, rekeyed)).containsExactly("checksum/secret");
  }

  private static List<String> changed(JsonNode before, JsonNode after) {
    return before.propertyNames().stream()
        .filter(name -> !before.get(name).equals(after.get(name)))
        .toList();
  }

  private static JsonNode annotations(String values) {
    return Chart.renderWith(values).pod().at("/metadata/annotations");
  }

  @ParameterizedTest
  @CsvSource({
    "'image: {tag: v2}', dragoneye-gateway:v2",
    "'image: {repository: r.example/g, tag: v2, digest: "
        + "\"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"}', "
        + "r.example/g@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "'{}', dragoneye-gateway:0.1.0",
  })
  void shouldNameTheImageByDigestElseByTag(String values, String image) {
    assertThat(Chart.renderWith(values).container().path("image").asString()).isEqualTo(image);
  }

  @ParameterizedTest
  @MethodSource(EXAMPLES)
  void shouldMountEveryVolumeAndNoOther(Manifests manifests) {
    JsonNode pod = manifests.pod().path("spec");

    assertThat(manifests.container().path("volumeMounts").findValuesAsString("name"))
        .containsExactlyInAnyOrderElementsOf(
            pod.path("volumes").values().stream()
                .map(volume -> volume.path("name").asString())
                .toList());
  }

  @Test
  void shouldLeaveTheNumberOfReplicasToTheAutoscaler() {
    assertThat(Chart.renderWith("{}").only("Deployment").at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(
            Chart.renderWith("autoscaling: {enabled: true}")
                .only("Deployment")
                .path("spec")
                .has("replicas"))
        .isFalse();
  }
}
