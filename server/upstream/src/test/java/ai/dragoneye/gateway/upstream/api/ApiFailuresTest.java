package ai.dragoneye.gateway.upstream.api;

import static ai.dragoneye.gateway.upstream.testing.TestClients.KEY;
import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.BeginRequest;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.PredictRequest;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.testing.CleanUpWatch;
import ai.dragoneye.gateway.upstream.testing.FakeTime;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that is not a success, and what it comes to. */
@ExtendWith(CleanUpWatch.class)
class ApiFailuresTest {
  private static final BeginRequest BEGIN = new BeginRequest("image/png", null, null, Map.of());
  private static final PredictRequest PREDICT = new PredictRequest("t", "m", Map.of());
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final FakeTime time = new FakeTime();
  private volatile int status = 200;
  private volatile String body = "{}";
  private volatile String header = "X-Nothing: 1";
  private final ScriptedServer server;
  private final DragoneyeClient client;

  ApiFailuresTest() throws IOException {
    server =
        new ScriptedServer(
            exchange -> {
              exchange.body();
              exchange.json(status, body, header);
            });
    client = DragoneyeClient.create(UpstreamSettings.of(server.url()), time, () -> 0);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  interface Call {
    void run(DragoneyeClient client) throws InterruptedException;
  }

  private static final Call BEGIN_STEP = client -> client.begin(KEY, BEGIN);
  private static final Call PREDICT_STEP = client -> client.predict(KEY, PREDICT);
  private static final Call STATUS_STEP = client -> client.status(KEY, "t", LIMIT);
  private static final Call RESULTS_STEP = client -> client.results(KEY, "t").close();

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            BEGIN_STEP,
            400,
            new UpstreamFailure.BeginRejected(
                "Dragoneye refused to begin the task (HTTP 400): no such thing", 400)),
        Arguments.of(
            BEGIN_STEP,
            404,
            new UpstreamFailure.BeginRejected(
                "Dragoneye refused to begin the task (HTTP 404): no such thing", 404)),
        Arguments.of(
            BEGIN_STEP,
            500,
            new UpstreamFailure.BeginUnavailable(
                "Dragoneye could not answer begin (HTTP 500): no such thing", 500, null)),
        Arguments.of(
            BEGIN_STEP,
            302,
            new UpstreamFailure.BeginUnavailable(
                "Dragoneye could not answer begin (HTTP 302): no such thing", 302, null)),
        Arguments.of(
            PREDICT_STEP,
            400,
            new UpstreamFailure.PredictRejected(
                "Dragoneye refused to predict (HTTP 400): no such thing", 400)),
        Arguments.of(
            PREDICT_STEP,
            503,
            new UpstreamFailure.PredictUnavailable(
                "Dragoneye could not answer predict (HTTP 503): no such thing", 503, true)),
        Arguments.of(
            STATUS_STEP,
            404,
            new UpstreamFailure.TaskNotFound(
                "Dragoneye knows no such task (HTTP 404): no such thing", 404)),
        Arguments.of(
            STATUS_STEP,
            422,
            new UpstreamFailure.TaskNotFound(
                "Dragoneye knows no such task (HTTP 422): no such thing", 422)),
        Arguments.of(
            STATUS_STEP,
            400,
            new UpstreamFailure.Unavailable(
                "Dragoneye refused to tell the status (HTTP 400): no such thing", 400, null)),
        Arguments.of(
            STATUS_STEP,
            501,
            new UpstreamFailure.Unavailable(
                "Dragoneye could not answer status (HTTP 501): no such thing", 501, null)),
        Arguments.of(
            RESULTS_STEP,
            400,
            new UpstreamFailure.ResultsUnavailable(
                "The results are not available (HTTP 400): no such thing",
                400,
                Duration.ofSeconds(1))),
        Arguments.of(
            RESULTS_STEP,
            404,
            new UpstreamFailure.TaskNotFound(
                "Dragoneye knows no such task (HTTP 404): no such thing", 404)),
        Arguments.of(
            RESULTS_STEP,
            500,
            new UpstreamFailure.Unavailable(
                "Dragoneye could not answer results (HTTP 500): no such thing", 500, null)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void shouldFailWithoutAskingAgain(Call step, int status, UpstreamFailure failure) {
    // given
    this.status = status;
    body = "{\"detail\": \"no\\r\\n such thing\"}";

    // when / then
    assertFailure(() -> step.run(client)).isEqualTo(failure);
    assertThat(server.requests()).hasSize(1);
  }

  static Stream<Arguments> credentials() {
    return Stream.of(BEGIN_STEP, PREDICT_STEP, STATUS_STEP, RESULTS_STEP)
        .flatMap(step -> Stream.of(Arguments.of(step, 401), Arguments.of(step, 403)));
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void shouldReportThatTheKeyIsRefused(Call step, int status) {
    // given
    this.status = status;

    // when / then
    assertFailure(() -> step.run(client))
        .isEqualTo(
            new UpstreamFailure.CredentialsRejected(
                "Dragoneye refused the API key (HTTP %d)".formatted(status), status));
  }

  static Stream<Call> allSteps() {
    return Stream.of(BEGIN_STEP, PREDICT_STEP, STATUS_STEP, RESULTS_STEP);
  }

  @ParameterizedTest
  @MethodSource("allSteps")
  void shouldAskTenTimesWhileTheRateIsLimited(Call step) {
    // given
    status = 429;
    header = "Retry-After: 2";

    // when / then
    assertFailure(() -> step.run(client))
        .isEqualTo(
            new UpstreamFailure.RateLimited(
                "Dragoneye limits the rate of this API key (HTTP 429)",
                429,
                Duration.ofSeconds(2)));
    assertThat(server.requests()).hasSize(10);
    assertThat(time.sleeps()).hasSize(9).containsOnly(Duration.ofSeconds(2));
  }

  static Stream<Arguments> troubles() {
    return Stream.of(502, 503, 504)
        .flatMap(
            status ->
                Stream.of(BEGIN_STEP, STATUS_STEP, RESULTS_STEP)
                    .map(step -> Arguments.of(step, status)));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void shouldAskAgainWhereTheServiceIsInTroubleAndRepeatingIsHarmless(Call step, int status) {
    // given
    this.status = status;
    header = "Retry-After: 13";

    // when / then
    assertFailure(() -> step.run(client))
        .satisfies(
            failure -> {
              assertThat(failure.httpStatus()).isEqualTo(status);
              assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(13));
              assertThat(failure.message()).endsWith("(HTTP %d)".formatted(status));
            });
    assertThat(server.requests()).hasSize(10);
  }

  @Test
  void shouldKeepTheTimeLimitOfAStatusCallRetriesIncluded() {
    // given
    status = 503;
    header = "Retry-After: 3";

    // when / then
    assertFailure(() -> client.status(KEY, "t", Duration.ofSeconds(10)))
        .isInstanceOf(UpstreamFailure.Unavailable.class);
    assertThat(time.sleeps()).hasSize(3);
  }

  @Test
  void shouldWaitUntilADateOfTheService() {
    // given
    status = 429;
    header = "Retry-After: Fri, 02 Jan 2026 03:04:35 GMT";

    // when / then
    assertFailure(() -> client.status(KEY, "t", Duration.ofSeconds(20)))
        .extracting(UpstreamFailure::retryAfter)
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void shouldSlowEveryCallOfAThrottledKey() {
    // given
    status = 429;
    header = "Retry-After: 60";
    assertFailure(() -> client.status(KEY, "t", Duration.ofSeconds(5)))
        .isInstanceOf(UpstreamFailure.RateLimited.class);

    // when / then
    assertFailure(() -> client.status(KEY, "other", Duration.ofSeconds(5)))
        .isEqualTo(
            new UpstreamFailure.RateLimited(
                "Dragoneye told this API key to slow down; status was not sent",
                429,
                Duration.ofMinutes(1)));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json|it is not JSON",
        "[]|it is not a JSON object",
        "{} {}|it is not JSON",
        "{}|it has no url",
        "{\"signed_urls\": [{\"presigned_post_request\": {\"url\": \"a b\"}}]}|its upload url is not a URL",
        "{\"signed_urls\": [{\"presigned_post_request\": {\"url\": \"https://x\"}}]}|it has no upload fields",
        "{\"signed_urls\": [{\"presigned_post_request\": {\"url\": \"https://x\", \"fields\": {\"a\": {}}}}]}|an upload field is not a plain value",
        "{\"prediction_task_uuid\": \"a\\nb\"}|its prediction_task_uuid is not an identifier",
        "{\"prediction_task_uuid\": 1}|it has no prediction_task_uuid",
        "{\"prediction_task_uuid\": \"\"}|it has no prediction_task_uuid"
      })
  void shouldSayWhatIsWrongWithAMalformedAnswer(String answer, String reason) {
    // given
    String valid =
        "{\"prediction_task_uuid\": \"t\", \"prediction_type\": \"image\", \"signed_urls\":"
            + " [{\"presigned_post_request\": {\"fields\": {}}}]}";
    body =
        reason.equals("it has no url")
            ? valid
            : answer.replaceFirst(
                "^\\{\"s", "{\"prediction_task_uuid\": \"t\", \"prediction_type\": \"image\", \"s");

    // when / then
    assertFailure(() -> client.begin(KEY, BEGIN))
        .isEqualTo(
            new UpstreamFailure.BeginUnavailable(
                "Dragoneye answered begin with something unexpected: " + reason, 200, null));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void shouldNotReadAnAnswerWithoutEnd() {
    // given
    body = " ".repeat((1 << 20) + 1);

    // when / then
    assertFailure(() -> client.status(KEY, "t", LIMIT))
        .isEqualTo(
            new UpstreamFailure.Unavailable(
                "Dragoneye answered status with something unexpected: the answer is longer than"
                    + " 1048576 bytes",
                null,
                null));
    await().untilAsserted(() -> assertThat(server.open()).isZero());
  }

  @Test
  void shouldPassOnADetailThatIsNotText() {
    // given
    status = 422;
    body = "{\"detail\": [{\"loc\": [\"body\", \"mimetype\"], \"msg\": \"field required\"}]}";

    // when / then
    assertFailure(() -> client.begin(KEY, BEGIN))
        .extracting(UpstreamFailure::message)
        .isEqualTo(
            "Dragoneye refused to begin the task (HTTP 422):"
                + " [{\"loc\":[\"body\",\"mimetype\"],\"msg\":\"field required\"}]");
  }

  @Test
  void shouldPassOnNothingOfAPageForPeople() {
    // given
    status = 500;
    body = "<html><body>Some proxy says no</body></html>";

    // when / then
    assertFailure(() -> client.begin(KEY, BEGIN))
        .extracting(UpstreamFailure::message)
        .isEqualTo("Dragoneye could not answer begin (HTTP 500)");
  }
}
