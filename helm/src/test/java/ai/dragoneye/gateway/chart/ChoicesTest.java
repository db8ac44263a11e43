package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has to be chosen before anything is rendered, and what contradicts itself. */
class ChoicesTest {
  private static final String KEY = "apiKey: {existingSecret: key}\n";
  private static final String TLS = "tls: {existingSecret: tls}\n";
  private static final String ANYBODY = "authentication: {anonymous: true}\n";

  @Test
  void shouldAskForTheApiKeyFirst() {
    assertThat(Chart.refusal("insecure: true"))
        .contains("choose the Dragoneye API key: set apiKey.existingSecret");
  }

  @Test
  void shouldAskForTlsBeforeItOpensAPort() {
    assertThat(Chart.refusal(KEY + ANYBODY))
        .contains("choose TLS: set tls.existingSecret, tls.certManager.enabled, or")
        .doesNotContain("choose authentication");
  }

  @Test
  void shouldAskForAuthenticationBeforeItOpensAPort() {
    assertThat(Chart.refusal(KEY + TLS))
        .contains("choose authentication: set authentication.tokens.existingSecret,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {tokens: {existingSecret: t}}                  | {}                                          | tokens_file: /etc/dragoneye-gateway/tokens
          {anonymous: true}                              | {}                                          | insecure_anonymous: true
          {}  | {authentication: {jwt: {jwks_url: "https://i/k", issuer: i, audience: a}}}             | jwks_url: https://i/k
          {tokens: {create: [{name: a, sha256: 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752}]}} | {} | tokens_file
          """)
  void shouldTakeEachWayToTellWhoCalls(String authentication, String gateway, String expected) {
    // when
    Manifests manifests =
        Chart.renderWith(
            "insecure: false\n%sauthentication: %s\ngateway: %s"
                .formatted(TLS, authentication, gateway));

    // then
    assertThat(manifests.gatewayYaml()).contains(expected);
  }

  @Test
  void shouldStayClosedToAnybodyWhereInsecureMeetsAWayToTellWhoCalls() {
    // when
    Manifests manifests = Chart.renderWith("authentication: {tokens: {existingSecret: t}}");

    // then
    assertThat(manifests.gatewayYaml())
        .contains("insecure_anonymous: false", "insecure_plaintext: true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apiKey: {existingSecret: a, value: b}                               | apiKey.existingSecret and apiKey.value are both set: keep one
          tls: {existingSecret: a, plaintextBehindProxy: true}                | exclude each other: keep one
          tls: {certManager: {enabled: true}}                                 | tls.certManager.issuerRef.name is missing
          tls: {clientCertificates: {existingSecret: a}}                      | tls.clientCertificates needs TLS in the gateway
          tls: {existingSecret: a, clientCertificates: {required: true}}      | tls.clientCertificates.existingSecret is missing
          authentication: {tokens: {existingSecret: a, create: [{name: b, sha256: 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752}]}} | both set: keep one
          ports: {grpc: 8081}                                                 | ports.grpc and ports.health are the same
          autoscaling: {enabled: true, cpu: {enabled: false}}                 | autoscaling has no signal
          autoscaling: {enabled: true, minReplicas: 5, maxReplicas: 4}        | autoscaling.minReplicas is greater than autoscaling.maxReplicas
          rollout: {maxSurge: 0}                                              | a rollout could not begin
          grpcRoute: {enabled: true}                                          | grpcRoute.parentRefs is empty
          """)
  void shouldSayWhatContradictsItself(String values, String sentence) {
    String key = values.startsWith("apiKey") ? "" : KEY;

    assertThat(Chart.refusal("insecure: true\n" + key + values)).contains(sentence);
  }
}
