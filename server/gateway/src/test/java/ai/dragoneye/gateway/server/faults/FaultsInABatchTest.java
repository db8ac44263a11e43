package ai.dragoneye.gateway.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.LeakCheck;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.PredictImagesResponse;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one image of a batch meets is that image's alone. */
@ExtendWith(LeakCheck.class)
class FaultsInABatchTest {
  private static final int IMAGES = 6;

  @ParameterizedTest
  @CsvSource({
    "BEGIN,   500, TASK_BEGIN_UNAVAILABLE, 5",
    "UPLOAD,  400, UPLOAD_REJECTED,        5",
    "PREDICT, 404, PREDICT_REJECTED,       6",
    "STATUS,  500, UPSTREAM_UNAVAILABLE,   6",
    "RESULTS, 500, UPSTREAM_UNAVAILABLE,   6"
  })
  void shouldFailOnlyTheImageThatMetTheFault(Step step, int status, String reason, int predicts) {
    try (Gateway gateway = Gateway.start()) {
      // given
      gateway.simulator().faults().add(Fault.at(step).after(2).status(status));

      // when
      List<PredictImagesResponse> answers = MediaCallers.batch(gateway, Media.SMALL, IMAGES);

      // then
      RequestLog log = gateway.simulator().requests();
      assertThat(answers.stream().map(PredictImagesResponse::getImageId).distinct())
          .hasSize(IMAGES);
      assertThat(answers.stream().filter(PredictImagesResponse::hasPrediction)).hasSize(IMAGES - 1);
      assertThat(answers.stream().filter(PredictImagesResponse::hasError))
          .singleElement()
          .satisfies(answer -> assertThat(answer.getError().getReason()).isEqualTo(reason));
      assertThat(log.count(Step.PREDICT)).isEqualTo(predicts);
      assertThat(log.tasks()).allSatisfy(task -> assertThat(task.predictCount()).isLessThan(2));
    }
  }
}
