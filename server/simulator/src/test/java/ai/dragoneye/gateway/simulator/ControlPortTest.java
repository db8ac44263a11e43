package ai.dragoneye.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.TestClient.Begun;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class ControlPortTest {
  private final Simulator simulator = Simulator.start(SimulatorOptions.defaults());
  private final TestClient client = new TestClient(simulator.baseUrl());

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void shouldScriptEveryFaultTheJavaApiKnows() {
    // when
    HttpResponse<byte[]> answer =
        control(
            "POST",
            "/faults",
            """
            [{"step": "begin", "after": 1, "times": 0, "status": 429, "body": "b",
              "headers": {"Retry-After": "1"}, "delay_ms": 20, "early": true, "carried_out": true,
              "truncate_after": 3, "without_headers": ["X-A"]},
             {"step": "upload", "times": 2, "bytes_per_second": 100, "stall_after": 7},
             {"step": "results", "reset": "before_read"},
             {"step": "status", "reset": "after_read"}]
            """);

    // then
    assertThat(TestClient.text(answer)).isEqualTo("{\"added\":4}");
    assertThat(simulator.faults().pending())
        .containsExactly(
            Fault.at(Step.BEGIN)
                .after(1)
                .always()
                .status(429)
                .body("b")
                .header("Retry-After", "1")
                .delay(Duration.ofMillis(20))
                .early()
                .carriedOut()
                .truncateAfter(3)
                .withoutHeader("x-a")
                .build(),
            Fault.at(Step.UPLOAD).times(2).bytesPerSecond(100).stallAfter(7).build(),
            Fault.at(Step.RESULTS).resetBeforeRead().build(),
            Fault.at(Step.STATUS).resetAfterRead().build());
    assertThat(TestClient.json(control("GET", "/faults", ""))).hasSize(4);
    assertThat(control("DELETE", "/faults", "").statusCode()).isEqualTo(204);
    assertThat(simulator.faults().pending()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | a fault is an object with a property 'step'
          {"step":"begin","statsu":500} | a fault has no property 'statsu'
          {"step":"begin","status":9} | status must be 200 to 599, not 9
          {"step":"begin","early":true} | an early answer needs a status
          {"step":"begin","reset":"now"} | 'reset' is 'before_read' or 'after_read'
          {"step":"start"} | No enum constant ai.dragoneye.gateway.simulator.traffic.Step.START
          """)
  void shouldRefuseFaultsItDoesNotUnderstand(String json, String detail) {
    HttpResponse<byte[]> answer = control("POST", "/faults", json);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(TestClient.json(answer).get("detail").asString()).isEqualTo(detail);
    assertThat(simulator.faults().pending()).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNotJson() {
    assertThat(control("POST", "/faults", "{").statusCode()).isEqualTo(400);
    assertThat(control("POST", "/faults", "{\"step\":5}").statusCode()).isEqualTo(400);
    assertThat(control("GET", "/elsewhere", "").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldScriptHowTasksEnd() {
    // given
    control(
        "PUT", "/script", "{\"statuses\": [\"new\", \"failed_on_purpose\"], \"inference_ms\": 0}");
    Begun task = client.begin(TestClient.imageFields());
    client.upload(task, Pictures.picture("png", 10, 10));

    // then
    assertThat(status(task)).isEqualTo("new");
    client.post("/predict", Map.of("model_name", "m", "prediction_task_uuid", task.taskId()));
    assertThat(status(task)).isEqualTo("failed_on_purpose");
    assertThat(control("PUT", "/script", "{\"statuses\": [\"one\"]}").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldTellAndForgetWhatWasSeen() {
    // given
    Begun task = client.begin(TestClient.imageFields());
    client.upload(task, Pictures.picture("png", 10, 10));
    status(task);

    // when
    JsonNode seen = TestClient.json(control("GET", "/requests", ""));

    // then
    assertThat(seen.at("/counts/BEGIN").intValue()).isEqualTo(1);
    assertThat(seen.at("/counts/PREDICT").intValue()).isZero();
    assertThat(seen.at("/tasks/0/taskId").asString()).isEqualTo(task.taskId());
    assertThat(seen.at("/tasks/0/uploads/0/outcome").asString()).isEqualTo("STORED");
    assertThat(seen.at("/tasks/0/statusPolls").intValue()).isEqualTo(1);
    assertThat(seen.at("/requests")).hasSize(3);
    assertThat(control("DELETE", "/requests", "").statusCode()).isEqualTo(204);
    assertThat(simulator.requests().tasks()).isEmpty();
    assertThat(simulator.requests().count(Step.BEGIN)).isZero();
  }

  @Test
  void shouldServeAnArchiveGivenUntilItIsTakenBack() {
    // given
    Begun task = client.begin(TestClient.imageFields());
    client.upload(task, Pictures.picture("png", 10, 10));
    control("PUT", "/script", "{\"statuses\": [\"new\", \"predicted\"]}");
    Begun predicted = client.begin(TestClient.imageFields());
    client.upload(predicted, Pictures.picture("png", 10, 10));
    client.post("/predict", Map.of("model_name", "m", "prediction_task_uuid", predicted.taskId()));

    // when
    int put = control("PUT", "/results", "an archive").statusCode();

    // then
    assertThat(put).isEqualTo(204);
    assertThat(TestClient.text(results(predicted))).isEqualTo("an archive");
    assertThat(results(task).statusCode()).isEqualTo(400);
    assertThat(control("DELETE", "/results", "").statusCode()).isEqualTo(204);
    assertThat(results(predicted).body()).startsWith('P', 'K');
  }

  private HttpResponse<byte[]> results(Begun task) {
    return client.get(
        "/prediction-task/results?response_version=parquet_object&predictionTaskUuid="
            + task.taskId());
  }

  private String status(Begun task) {
    return TestClient.json(
            client.get("/prediction-task/status?predictionTaskUuid=" + task.taskId()))
        .get("status")
        .asString();
  }

  private HttpResponse<byte[]> control(String method, String path, String body) {
    return client.send(
        HttpRequest.newBuilder(simulator.controlUrl().resolve(path))
            .method(method, BodyPublishers.ofString(body)));
  }
}
