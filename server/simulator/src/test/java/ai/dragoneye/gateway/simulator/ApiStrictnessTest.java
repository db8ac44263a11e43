package ai.dragoneye.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.TestClient.Begun;
import ai.dragoneye.gateway.simulator.traffic.TaskTraffic;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiStrictnessTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Simulator simulator =
      Simulator.start(
          SimulatorOptions.builder()
              .apiKeys(TestClient.KEY, "other-key")
              .parameterNames("threshold")
              .inferenceTime(Duration.ofHours(1))
              .build());
  private final TestClient client = new TestClient(simulator.baseUrl());

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          response_version=parquet_object | field 'mimetype' is required
          mimetype=image/png | field 'response_version' is required
          mimetype=&response_version=parquet_object | field 'mimetype' is required
          mimetype=image/png&response_version=parquet | field 'response_version' must be 'parquet_object'
          mimetype=text/plain&response_version=parquet_object | field 'mimetype' must be image/* or video/*
          mimetype=image/&response_version=parquet_object | field 'mimetype' must be image/* or video/*
          mimetype=image/png&mimetype=image/png&response_version=parquet_object | field 'mimetype' is given more than once
          mimetype=image/png&response_version=parquet_object&fps=1 | field 'fps' is not known
          mimetype=image/png&response_version=parquet_object&frames_per_second=1 | field 'frames_per_second' is for videos only
          mimetype=video/mp4&response_version=parquet_object&frames_per_second=0 | field 'frames_per_second' must be an integer from 1 to 999
          mimetype=video/mp4&response_version=parquet_object&frames_per_second=1.5 | field 'frames_per_second' must be an integer from 1 to 999
          mimetype=video/mp4&response_version=parquet_object&frames_per_second=-1 | field 'frames_per_second' must be an integer from 1 to 999
          mimetype=%FF&response_version=parquet_object | field 'mimetype' must be image/* or video/*
          """)
  void shouldRefuseToBeginWithWrongFields(String form, String detail) {
    assertDetail(
        client.post("/prediction-task/begin", FORM, form.getBytes(StandardCharsets.UTF_8)),
        400,
        detail);
    assertThat(simulator.requests().tasks()).isEmpty();
  }

  @Test
  void shouldTakeBothEncodingsAndExtraParametersItKnows() {
    Map<String, String> fields = new HashMap<>(TestClient.imageFields());
    fields.put("threshold", "0.25");
    fields.put("file_name", "a b+c%41&d=é.png");
    MultipartBody multipart = new MultipartBody();
    fields.forEach(multipart::field);

    assertThat(client.post("/prediction-task/begin", fields).statusCode()).isEqualTo(200);
    assertThat(
            client
                .post("/prediction-task/begin", MultipartBody.CONTENT_TYPE, multipart.close())
                .statusCode())
        .isEqualTo(200);

    assertThat(simulator.requests().tasks())
        .extracting(TaskTraffic::beginFields)
        .containsExactly(fields, fields);
  }

  @Test
  void shouldRefuseAFileWhereAFieldBelongs() {
    byte[] body = new MultipartBody().file("mimetype", "x", new byte[] {1}).close();
    assertDetail(
        client.post("/prediction-task/begin", MultipartBody.CONTENT_TYPE, body),
        400,
        "field 'mimetype' must not be a file");
  }

  @Test
  void shouldRefuseBodiesThatAreNoForms() {
    assertDetail(
        client.post(
            "/prediction-task/begin", "application/json", "{}".getBytes(StandardCharsets.UTF_8)),
        415,
        "the body must be form data");
    assertDetail(
        client.post(
            "/prediction-task/begin",
            MultipartBody.CONTENT_TYPE,
            "junk".getBytes(StandardCharsets.UTF_8)),
        400,
        "malformed form: the body does not end with its closing boundary");
    assertDetail(
        client.post(
            "/prediction-task/begin", FORM, "mimetype=%zz".getBytes(StandardCharsets.UTF_8)),
        400,
        "the form is not url-encoded as it says");
    assertDetail(
        client.post("/prediction-task/begin", FORM, new byte[100_000]),
        413,
        "the body is larger than 65536 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/prediction-task/begin",
        "/predict",
        "/prediction-task/status?predictionTaskUuid=1"
      })
  void shouldAskForAKeyItKnows(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(simulator.baseUrl().resolve(path));
    if (!path.contains("status")) {
      request.header("Content-Type", FORM).POST(BodyPublishers.ofString("a=b"));
    }

    assertDetail(client.send(request.copy()), 401, "an API key is required");
    assertDetail(
        client.send(request.copy().header("X-API-Key", "wrong")), 401, "the API key is not valid");
  }

  @Test
  void shouldNotShowATaskToAnotherKey() {
    Begun task = client.begin(TestClient.imageFields());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                simulator
                    .baseUrl()
                    .resolve("/prediction-task/status?predictionTaskUuid=" + task.taskId()))
            .header("X-API-Key", "other-key");

    assertDetail(client.send(request), 404, "there is no such prediction task");
  }

  @Test
  void shouldRefuseToPredictOutOfTurn() {
    // given
    Begun task = client.begin(TestClient.imageFields());
    Map<String, String> predict =
        Map.of("model_name", "m/n", "prediction_task_uuid", task.taskId());

    // then
    assertDetail(client.post("/predict", predict), 400, "no media was uploaded for this task");
    client.upload(task, Pictures.picture("png", 64, 48));
    assertThat(client.post("/predict", predict).statusCode()).isEqualTo(200);
    assertDetail(
        client.post("/predict", predict), 409, "this task's prediction was already started");
    assertThat(simulator.requests().task(task.taskId()).orElseThrow().predictCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model_name=m | 400 | field 'prediction_task_uuid' is required
          prediction_task_uuid=1 | 400 | field 'model_name' is required
          model_name=m&prediction_task_uuid=1 | 404 | there is no such prediction task
          model_name=m&prediction_task_uuid=1&extra=1 | 400 | field 'extra' is not known
          """)
  void shouldRefuseToPredictWithWrongFields(String form, int status, String detail) {
    assertDetail(
        client.post("/predict", FORM, form.getBytes(StandardCharsets.UTF_8)), status, detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /prediction-task/status | 400 | field 'predictionTaskUuid' is required
          /prediction-task/status?predictionTaskUuid=1 | 404 | there is no such prediction task
          /prediction-task/status?predictionTaskUuid=1&predictionTaskUuid=2 | 400 | field 'predictionTaskUuid' is given more than once
          /prediction-task/status?predictionTaskUuid=1&x=1 | 400 | field 'x' is not known
          /prediction-task/results?predictionTaskUuid=1 | 400 | field 'response_version' is required
          /prediction-task/results?predictionTaskUuid=1&response_version=parquet | 400 | field 'response_version' must be 'parquet_object'
          /prediction-task/results?predictionTaskUuid=1&response_version=parquet_object | 404 | there is no such prediction task
          /prediction-task/begin | 405 | method not allowed
          /elsewhere | 404 | not found
          """)
  void shouldRefuseWrongQueries(String target, int status, String detail) {
    assertDetail(client.get(target), status, detail);
  }

  @Test
  void shouldHaveNoResultsUntilPredicted() {
    // given
    Begun task = client.begin(TestClient.imageFields());
    String results =
        "/prediction-task/results?response_version=parquet_object&predictionTaskUuid="
            + task.taskId();

    // then
    assertDetail(client.get(results), 400, "results are not available: the task is pending");
    client.upload(task, Pictures.picture("png", 64, 48));
    client.post("/predict", Map.of("model_name", "m/n", "prediction_task_uuid", task.taskId()));
    assertDetail(client.get(results), 400, "results are not available: the task is processing");
  }

  @Test
  void shouldRefuseWhatIsNotHttp() {
    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      assertThat(raw.send("NOT HTTP AT ALL\r\n\r\n").rest())
          .startsWith("HTTP/1.1 400 Bad Request")
          .endsWith("{\"detail\":\"malformed HTTP request\"}");
    }
  }

  @Test
  void shouldAnswerRequestsSentAheadOneAfterTheOther() {
    String request = "GET /prediction-task/status?predictionTaskUuid=1 HTTP/1.1\r\nHost: h\r\n";
    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      raw.send((request + "\r\n").repeat(3) + request + "Connection: close\r\n\r\n");
      assertThat(raw.rest().split("HTTP/1.1 401", -1)).hasSize(5);
    }
  }

  private static void assertDetail(HttpResponse<byte[]> answer, int status, String detail) {
    assertThat(TestClient.text(answer)).isEqualTo("{\"detail\":\"" + detail + "\"}");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }
}
