package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Secrets are in Secrets. */
class SecretsTest {
  private static final String API_KEY = "an-api-key-for-the-test";

  @Test
  void shouldKeepTheApiKeyInTheSecretAlone() {
    // given
    Manifests manifests = Chart.render(Chart.example("created-secrets"));

    // when
    JsonNode secret = manifests.only("Secret");

    // then
    assertThat(decoded(secret, "api-key")).isEqualTo(API_KEY);
    assertThat(manifests.documents())
        .filteredOn(object -> !object.equals(secret))
        .noneMatch(object -> object.toString().contains(API_KEY))
        .noneMatch(object -> object.toString().contains(secret.at("/data/api-key").asString()));
  }

  @Test
  void shouldWriteTheTokensFileAsTheGatewayReadsIt() {
    // when
    String tokens =
        decoded(Chart.render(Chart.example("created-secrets")).only("Secret"), "tokens");

    // then
    assertThat(tokens.lines())
        .hasSize(2)
        .first()
        .isEqualTo("team-a 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    assertThat(tokens).endsWith("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"insecure", "tokens-tls", "everything", "openshift"})
  void shouldMakeNoSecretWhereAllExist(String example) {
    assertThat(Chart.render(Chart.example(example)).all("Secret")).isEmpty();
  }

  @Test
  void shouldReadSecretsByGroupOnly() {
    JsonNode settings =
        Chart.render(Chart.example("tokens-tls")).pod().at("/spec/volumes/0/projected");

    // 0440
    assertThat(settings.path("defaultMode").asInt()).isEqualTo(288);
    assertThat(settings.path("sources").findValuesAsString("path"))
        .containsExactly(
            "gateway.yaml", "api-key", "tokens", "tls/tls.crt", "tls/tls.key", "task-handle-keys");
  }

  private static String decoded(JsonNode secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.at("/data").path(key).asString()),
        StandardCharsets.UTF_8);
  }
}
