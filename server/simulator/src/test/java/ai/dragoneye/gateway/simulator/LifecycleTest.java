package ai.dragoneye.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.TestClient.Begun;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LifecycleTest {
  private final Simulator simulator =
      Simulator.start(SimulatorOptions.builder().inferenceTime(Duration.ZERO).build());
  private final TestClient client = new TestClient(simulator.baseUrl());

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void shouldAnswerResultsOfAnUploadedImage() {
    // given
    Begun task = client.begin(TestClient.imageFields());
    HttpResponse<byte[]> uploaded = client.upload(task, Pictures.picture("png", 64, 48));

    // when
    HttpResponse<byte[]> predicted =
        client.post("/predict", Map.of("model_name", "m/n", "prediction_task_uuid", task.taskId()));
    HttpResponse<byte[]> status =
        client.get("/prediction-task/status?predictionTaskUuid=" + task.taskId());
    HttpResponse<byte[]> results =
        client.get(
            "/prediction-task/results?predictionTaskUuid="
                + task.taskId()
                + "&response_version=parquet_object");

    // then
    assertThat(uploaded.statusCode()).as(TestClient.text(uploaded)).isEqualTo(204);
    assertThat(predicted.statusCode()).as(TestClient.text(predicted)).isEqualTo(200);
    assertThat(TestClient.text(status)).contains("\"status\":\"predicted\"");
    assertThat(results.statusCode()).as(TestClient.text(results)).isEqualTo(200);
    assertThat(TestClient.text(results)).startsWith("PK");
  }
}
