package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How a pod ends, and that its time is enough. */
class LifetimeTest {
  @ParameterizedTest
  @CsvSource({
    // notice, timeout, seconds of the preStop hook, grace period
    "5s, 30s, 5, 45",
    "1500ms, 2m, 2, 132",
    "1m, 1h, 60, 3670",
    "10 s, 500ms, 10, 21",
  })
  void shouldGiveNoticeDrainAndTimeToSpare(String notice, String timeout, int sleep, int grace) {
    // when
    Manifests manifests =
        Chart.renderWith(
            "gateway: {server: {drain_notice: %s, drain_timeout: %s}}".formatted(notice, timeout));

    // then
    JsonNode pod = manifests.pod().path("spec");
    assertThat(pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt()).isEqualTo(sleep);
    assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isEqualTo(grace);
    assertThat(manifests.gatewayYaml())
        .contains("drain_notice: 0s\n", "drain_timeout: " + timeout + "\n");
  }

  @Test
  void shouldHaveNoHookWhereThereIsNoNotice() {
    // when: a sleep of no seconds is refused by older clusters
    Manifests manifests = Chart.renderWith("gateway: {server: {drain_notice: 0s}}");

    // then
    assertThat(manifests.container().has("lifecycle")).isFalse();
    assertThat(manifests.pod().at("/spec/terminationGracePeriodSeconds").asInt()).isEqualTo(40);
  }

  @Test
  void shouldStartTheNextReplicaBeforeItTakesOneAway() {
    JsonNode strategy = Chart.renderWith("{}").only("Deployment").at("/spec/strategy");

    assertThat(strategy.at("/rollingUpdate/maxSurge").asInt()).isEqualTo(1);
    assertThat(strategy.at("/rollingUpdate/maxUnavailable").asInt()).isZero();
  }
}
