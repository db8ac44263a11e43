package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.fault.FaultBuilder;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.simulator.traffic.TaskTraffic;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.PredictionType;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;
import io.grpc.Status.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeakCheck.class)
class PredictImageTest {
  private Gateway gateway =
      Gateway.start(SimulatorOptions.builder().retainMedia().parameterNames("threshold").build());

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldPredictAnImageOfDeclaredSize() {
    // given
    byte[] media = Pictures.jpegOfSize(3_000_000);

    // when
    ImagePrediction prediction =
        gateway
            .predictImage()
            .config(
                ImageCall.jpeg()
                    .setFileName("street.jpg")
                    .setSizeBytes(media.length)
                    .setCrc32C(Pictures.crc32c(media)))
            .media(media)
            .response()
            .getPrediction();

    // then
    assertThat(prediction.getObjectsList()).isNotEmpty();
    assertThat(prediction.getOriginalFileName()).isEqualTo("street.jpg");
    assertThat(prediction.getTaskId()).isEqualTo(prediction.getPredictionTaskUuid());
    assertThat(gateway.simulator().media(prediction.getPredictionTaskUuid())).contains(media);
  }

  @Test
  void shouldPredictWebp() throws Exception {
    // given
    byte[] media =
        Files.readAllBytes(Path.of("../simulator/src/test/resources/media/picture-lossy.webp"));

    // when
    ImagePrediction prediction =
        gateway
            .predictImage()
            .config(ImageCall.jpeg().setMimeType("image/webp").setSizeBytes(media.length))
            .media(media)
            .response()
            .getPrediction();

    // then
    assertThat(prediction.getObjectsList()).isNotEmpty();
  }

  @Test
  void shouldRefuseMediaOfUnknownSizeWhileTheSpoolIsFull() {
    try (Gateway small =
        Gateway.start(
            SimulatorOptions.defaults(),
            "MEDIA_SPOOL_MAX_MEDIA_BYTES",
            "100000",
            "MEDIA_SPOOL_MAX_TOTAL_BYTES",
            "100000")) {
      // given two calls whose media does not fit into the spool together
      ImageCall one = small.predictImage().config(ImageCall.jpeg()).chunk(new byte[80_000]);
      ImageCall other = small.predictImage().config(ImageCall.jpeg()).chunk(new byte[80_000]);

      // when one of them finds it full
      await().until(() -> one.ended() || other.ended());

      // then
      RpcFailure refused = (one.ended() ? one : other).failure();
      assertThat(refused.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(refused.reason()).isEqualTo("GATEWAY_OVERLOADED");
      assertThat(refused.metadata())
          .containsEntry("phase", "spool")
          .containsEntry("predict_sent", "no");
      (one.ended() ? other : one).cancel();
    }
  }

  @Test
  void shouldPredictAnImageOfUnknownSize() {
    // given
    byte[] media = Pictures.png();

    // when
    ImagePrediction prediction =
        gateway
            .predictImage()
            .config(ImageCall.jpeg().setMimeType("image/png"))
            .media(media)
            .response()
            .getPrediction();

    // then
    assertThat(prediction.getObjectsList()).isNotEmpty();
    assertThat(prediction.hasOriginalFileName()).isFalse();
    assertThat(gateway.simulator().media(prediction.getPredictionTaskUuid())).contains(media);
  }

  @Test
  void shouldPassModelAndParametersOn() {
    // when
    ImagePrediction prediction =
        gateway
            .predictImage()
            .config(ImageCall.jpeg().putParameters("threshold", "0.5"))
            .media(Pictures.jpeg())
            .response()
            .getPrediction();

    // then
    TaskTraffic task = gateway.simulator().requests().task(prediction.getTaskId()).orElseThrow();
    assertThat(task.beginFields()).containsEntry("threshold", "0.5");
    assertThat(task.predictFields())
        .containsAllEntriesOf(Map.of("threshold", "0.5", "model_name", "recognize_anything/test"));
  }

  @Test
  void shouldAnnounceTheTaskBeforeItIsDone() {
    // given
    gateway.close();
    gateway =
        Gateway.start(
            SimulatorOptions.builder().inferenceTime(java.time.Duration.ofSeconds(30)).build());

    // when
    ImageCall call = gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg());
    String taskId = call.taskId();

    // then
    assertThat(call.ended()).isFalse();
    Task task =
        gateway.tasks().getTask(GetTaskRequest.newBuilder().setTaskId(taskId).build()).getTask();
    assertThat(task.getTaskId()).isEqualTo(taskId);
    assertThat(task.getPredictionType()).isEqualTo(PredictionType.PREDICTION_TYPE_IMAGE);
    assertThat(task.getState()).isEqualTo(TaskState.TASK_STATE_IN_PROGRESS);
    assertThat(task.getStatus()).isNotEmpty();
  }

  @Test
  void shouldReadTheSameResultAgain() {
    // given
    ImagePrediction prediction =
        gateway
            .predictImage()
            .config(ImageCall.jpeg())
            .media(Pictures.jpeg())
            .response()
            .getPrediction();

    // when
    ImagePrediction again =
        gateway
            .results()
            .getImageResults(
                GetImageResultsRequest.newBuilder().setTaskId(prediction.getTaskId()).build())
            .getPrediction();

    // then
    assertThat(again).isEqualTo(prediction);
  }

  static Stream<FaultBuilder> lostAnswersToPredict() {
    return Stream.of(
        Fault.at(Step.PREDICT).status(503).carriedOut(),
        Fault.at(Step.PREDICT).resetAfterRead().carriedOut());
  }

  @ParameterizedTest
  @MethodSource("lostAnswersToPredict")
  void shouldGoOnWhenTheStatusTellsThatPredictWasHeard(FaultBuilder fault) {
    // given
    gateway.simulator().faults().add(fault);

    // when
    ImageCall call = gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg());

    // then
    assertThat(call.response().getPrediction().getObjectsList()).isNotEmpty();
    assertThat(call.taskId()).isEqualTo(call.response().getPrediction().getTaskId());
    assertThat(gateway.simulator().requests().count(Step.PREDICT)).isEqualTo(1);
  }
}
