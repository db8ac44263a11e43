package ai.dragoneye.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.TestClient.Begun;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FaultsTest {
  private final Simulator simulator =
      Simulator.start(SimulatorOptions.builder().inferenceTime(Duration.ZERO).build());
  private final TestClient client = new TestClient(simulator.baseUrl());

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void shouldAnswerAStatusInsteadOfPredicting() {
    // given
    Begun task = client.begin(TestClient.imageFields());
    client.upload(task, Pictures.picture("png", 64, 48));
    simulator.faults().add(Fault.at(Step.PREDICT).status(500));

    // when
    HttpResponse<byte[]> predicted =
        client.post("/predict", Map.of("model_name", "m/n", "prediction_task_uuid", task.taskId()));

    // then
    assertThat(predicted.statusCode()).isEqualTo(500);
  }
}
