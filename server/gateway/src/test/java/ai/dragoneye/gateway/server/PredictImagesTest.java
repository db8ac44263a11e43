package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.simulator.traffic.TaskTraffic;
import ai.dragoneye.gateway.v1.PredictImagesResponse;
import ai.dragoneye.gateway.v1.PredictionError;
import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class PredictImagesTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String REFUSAL =
      "<Error><Code>InvalidPolicyDocument</Code><Message>No.</Message></Error>";

  @Test
  void shouldAnswerEveryImageOnce() {
    try (Gateway gateway = Gateway.start(SimulatorOptions.builder().retainMedia().build())) {
      // given
      Map<String, byte[]> images = new TreeMap<>();
      for (int i = 0; i < 50; i++) {
        byte[] image = Pictures.jpegOfSize(20_000 + 7_000 * i);
        image[image.length - 1] = (byte) i;
        images.put("image-" + i, image);
      }

      // when
      BatchCall call = BatchCall.open(gateway.channel());
      images.forEach(
          (id, image) ->
              call.image(id, ImageCall.jpeg().setSizeBytes(image.length).setFileName(id), image));
      BatchCall.Answers answers = call.halfClose().answers();

      // then
      assertThat(answers.byImage()).containsOnlyKeys(images.keySet());
      answers
          .byImage()
          .forEach(
              (id, answer) -> {
                assertThat(answer.getPrediction().getOriginalFileName()).isEqualTo(id);
                assertThat(answer.getPrediction().getObjectsList()).isNotEmpty();
                assertThat(gateway.simulator().media(answer.getPrediction().getTaskId()))
                    .contains(images.get(id));
              });
      assertThat(gateway.simulator().requests().tasks())
          .hasSize(50)
          .allMatch(task -> task.predictCount() == 1);
    }
  }

  @Test
  void shouldTakeImagesOfAnySizeDeclaredOrNot() {
    try (Gateway gateway = Gateway.start()) {
      // when
      byte[] large = Pictures.jpegOfSize(3_000_000);
      BatchCall.Answers answers =
          BatchCall.open(gateway.channel())
              .image("small", Pictures.jpeg())
              .image("large", large)
              .image("spooled", ImageCall.jpeg(), large)
              .image("small and spooled", ImageCall.jpeg(), Pictures.jpeg())
              .halfClose()
              .answers();

      // then
      assertThat(answers.byImage().values())
          .hasSize(4)
          .allMatch(PredictImagesResponse::hasPrediction);
    }
  }

  @Test
  void shouldAnswerABatchOfNothing() {
    try (Gateway gateway = Gateway.start()) {
      // when / then
      assertThat(BatchCall.open(gateway.channel()).halfClose().answers().byImage()).isEmpty();
    }
  }

  @Test
  void shouldNotEndTheStreamForABadImage() {
    byte[] good = Pictures.jpeg();
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder()
                .results(LargeResults.ofImageObjectsBy("huge", 100_000))
                .build(),
            "MEDIA_BATCH_MAX_IMAGES_IN_FLIGHT",
            "1")) {
      // given one image at a time, so that each meets the fault meant for it
      gateway.simulator().faults().add(Fault.at(Step.BEGIN).after(3).status(400));
      gateway.simulator().faults().add(Fault.at(Step.UPLOAD).after(2).status(400).body(REFUSAL));
      gateway.simulator().faults().add(Fault.at(Step.PREDICT).after(2).status(404));
      gateway.simulator().faults().add(Fault.at(Step.RESULTS).after(2).body("no archive"));

      // when
      BatchCall.Answers answers =
          BatchCall.open(gateway.channel())
              .image("first", good)
              .image("no model", ImageCall.jpeg().clearModel(), good)
              .image("a video", ImageCall.jpeg().setMimeType("video/mp4"), good)
              .image("empty", ImageCall.jpeg(), new byte[0])
              .image("size", ImageCall.jpeg().setSizeBytes(good.length + 1), good)
              .image("checksum", ImageCall.jpeg().setCrc32C(1), good)
              .image("second", good)
              .image("begin", good)
              .image("upload", good)
              .image("predict", good)
              .image("results", good)
              .image("unreadable", new byte[1000])
              .image("huge", ImageCall.jpeg().setModel("huge"), good)
              .image("last", good)
              .halfClose()
              .answers();

      // then
      assertThat(answers.byImage()).hasSize(14);
      assertThat(answers.to("first").hasPrediction()).isTrue();
      assertThat(answers.to("second").hasPrediction()).isTrue();
      assertThat(answers.to("last").hasPrediction()).isTrue();
      assertError(answers, "no model", Code.INVALID_ARGUMENT, "INVALID_REQUEST", "request", "no");
      assertThat(answers.to("no model").getError().getMessage())
          .isEqualTo("invalid request: start.config.model is missing; name the model to run");
      assertError(
          answers, "a video", Code.INVALID_ARGUMENT, "MEDIA_TYPE_MISMATCH", "request", "no");
      assertError(answers, "empty", Code.INVALID_ARGUMENT, "INVALID_REQUEST", "request", "no");
      assertThat(answers.to("empty").getError().getMessage())
          .isEqualTo("invalid request: chunk is missing; send the image between start and end");
      assertError(answers, "size", Code.INVALID_ARGUMENT, "SIZE_MISMATCH", "upload", "no");
      assertError(answers, "checksum", Code.INVALID_ARGUMENT, "CHECKSUM_MISMATCH", "spool", "no");
      assertError(answers, "begin", Code.INVALID_ARGUMENT, "TASK_BEGIN_REJECTED", "begin", "no");
      assertError(answers, "upload", Code.FAILED_PRECONDITION, "UPLOAD_REJECTED", "upload", "no");
      assertError(
          answers, "predict", Code.FAILED_PRECONDITION, "PREDICT_REJECTED", "predict", "no");
      assertError(answers, "results", Code.DATA_LOSS, "RESULTS_CORRUPT", "results", "yes");
      assertError(answers, "huge", Code.RESOURCE_EXHAUSTED, "RESULTS_TOO_LARGE", "results", "yes");
      assertError(
          answers, "unreadable", Code.FAILED_PRECONDITION, "PREDICTION_FAILED", "await", "yes");
      String task = answers.to("huge").getError().getMetadataMap().get("task_id");
      assertThat(gateway.simulator().requests().task(String.valueOf(task))).isPresent();
    }
  }

  private static void assertError(
      BatchCall.Answers answers,
      String id,
      Code code,
      String reason,
      String phase,
      String predictSent) {
    PredictionError error = answers.to(id).getError();
    assertThat(error.getReason()).as(id).isEqualTo(reason);
    assertThat(error.getCode()).as(id).isEqualTo(code.value());
    assertThat(error.getMessage()).as(id).isNotEmpty();
    assertThat(error.getMetadataMap())
        .as(id)
        .containsEntry("phase", phase)
        .containsEntry("predict_sent", predictSent);
  }

  @Test
  void shouldNameTheTaskOfAnImageThatFailed() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder()
                .script(TaskScript.succeeding().withStatuses("pending", "failed_blurred"))
                .build())) {
      // when
      PredictionError error =
          BatchCall.open(gateway.channel())
              .image("one", Pictures.jpeg())
              .halfClose()
              .answers()
              .to("one")
              .getError();

      // then
      String task = gateway.simulator().requests().tasks().getFirst().taskId();
      assertThat(error)
          .isEqualTo(
              PredictionError.newBuilder()
                  .setCode(Code.FAILED_PRECONDITION.value())
                  .setReason("PREDICTION_FAILED")
                  .setMessage("the prediction failed with status failed_blurred")
                  .putMetadata("phase", "await")
                  .putMetadata("task_id", task)
                  .putMetadata("predict_sent", "yes")
                  .putMetadata("status", "failed_blurred")
                  .build());
    }
  }

  @Test
  void shouldSkipTheMediaOfAnImageThatWasRefused() {
    try (Gateway gateway = Gateway.start()) {
      // given an image far larger than any window, of a kind that is refused at once
      byte[] large = new byte[20_000_000];

      // when
      BatchCall.Answers answers =
          BatchCall.open(gateway.channel())
              .image("video", ImageCall.jpeg().setMimeType("video/mp4"), large)
              .image("image", Pictures.jpeg())
              .halfClose()
              .answers();

      // then
      assertThat(answers.to("video").getError().getReason()).isEqualTo("MEDIA_TYPE_MISMATCH");
      assertThat(answers.to("image").hasPrediction()).isTrue();
      assertThat(gateway.simulator().requests().tasks()).hasSize(1);
    }
  }

  @Test
  void shouldAnswerImagesInTheOrderInWhichTheyAreDone() {
    try (Gateway gateway = Gateway.start()) {
      // given
      gateway.simulator().faults().add(Fault.at(Step.RESULTS).delay(Duration.ofSeconds(2)));
      BatchCall call = BatchCall.open(gateway.channel()).image("slow", Pictures.jpeg());
      await().until(() -> gateway.simulator().requests().count(Step.RESULTS) == 1);

      // when
      call.image("quick", Pictures.jpeg()).halfClose();

      // then
      assertThat(call.call().complete())
          .extracting(PredictImagesResponse::getImageId)
          .containsExactly("quick", "slow");
    }
  }

  @Test
  void shouldAnswerBeforeTheCallerHasSentAll() {
    try (Gateway gateway = Gateway.start()) {
      // given
      BatchCall call = BatchCall.open(gateway.channel()).image("first", Pictures.jpeg());

      // when
      PredictImagesResponse first = call.answerTo("first");

      // then
      assertThat(first.hasPrediction()).isTrue();
      assertThat(call.image("second", Pictures.jpeg()).halfClose().answers().byImage()).hasSize(2);
    }
  }

  @Test
  void shouldKeepNoMoreImagesInFlightThanAllowed() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().inferenceTime(LONG).build(),
            "MEDIA_BATCH_MAX_IMAGES_IN_FLIGHT",
            "3")) {
      // given
      BatchCall call = BatchCall.open(gateway.channel());
      for (int i = 0; i < 20; i++) {
        call.image("image-" + i, Pictures.jpeg());
      }
      await().until(() -> gateway.simulator().requests().count(Step.PREDICT) == 3);

      // when / then
      await()
          .during(Duration.ofMillis(500))
          .until(() -> gateway.simulator().requests().count(Step.BEGIN) == 3);
      call.call().cancel();
      await().until(() -> gateway.server().activeCalls() == 0);
    }
  }

  @Test
  void shouldRefuseImagesBeyondItsLimitOneByOne() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), "MEDIA_BATCH_MAX_IMAGES", "2")) {
      // when
      BatchCall.Answers answers =
          BatchCall.open(gateway.channel())
              .image("one", Pictures.jpeg())
              .image("two", Pictures.jpeg())
              .image("three", Pictures.jpeg())
              .halfClose()
              .answers();

      // then
      assertThat(answers.to("one").hasPrediction()).isTrue();
      assertThat(answers.to("two").hasPrediction()).isTrue();
      assertThat(answers.to("three").getError().getMessage())
          .isEqualTo(
              "invalid request: start is beyond the 2 images of one stream; send the image on another one");
    }
  }

  @Test
  void shouldUploadASmallImageAgainWithAFreshTaskWhenItsFormExpired() {
    try (Gateway gateway = Gateway.start()) {
      // given
      gateway
          .simulator()
          .faults()
          .add(
              Fault.at(Step.UPLOAD)
                  .status(403)
                  .body("<Error><Code>AccessDenied</Code><Message>Expired.</Message></Error>"));

      // when
      BatchCall.Answers answers =
          BatchCall.open(gateway.channel()).image("one", Pictures.jpeg()).halfClose().answers();

      // then
      assertThat(answers.to("one").hasPrediction()).isTrue();
      assertThat(gateway.simulator().requests().tasks())
          .extracting(TaskTraffic::predictCount)
          .containsExactly(0, 1);
    }
  }

  @Test
  void shouldEndABatchWhoseCallerNeverReads() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().results(LargeResults.ofImageObjects(50_000)).build(),
            "MEDIA_STALL_TIMEOUT",
            "1s")) {
      // given a caller that writes all before it reads
      BatchCall call = BatchCall.openSilent(gateway.channel());
      for (int i = 0; i < 40; i++) {
        call.image("image-" + i, Pictures.jpeg());
      }
      call.halfClose();

      // when
      await().atMost(Duration.ofSeconds(30)).until(() -> gateway.server().activeCalls() == 0);
      call.call().read(1_000_000);

      // then
      RpcFailure failure = call.call().failure();
      assertThat(failure.code()).isEqualTo(Code.ABORTED);
      assertThat(failure.reason()).isEqualTo("STREAM_STALLED");
      assertThat(failure.message())
          .isEqualTo("nothing was read from the response stream for 1 s; read while you write");
      assertThat(failure.metadata()).containsEntry("predict_sent", "yes");
      assertThat(gateway.simulator().requests().count(Step.BEGIN)).isLessThan(40);
      await().until(() -> gateway.simulator().requests().openRequests() == 0);
      assertThat(gateway.server().polledTasks()).isZero();
    }
  }

  @Test
  void shouldEndABatchWhoseCallerStopsInsideOfAnImage() {
    try (Gateway gateway = stallingAfter("300ms")) {
      // when
      RpcFailure failure =
          BatchCall.open(gateway.channel())
              .start("one", ImageCall.jpeg())
              .chunk(ByteString.copyFrom(Pictures.jpeg()))
              .call()
              .failure();

      // then
      assertThat(failure.reason()).isEqualTo("STREAM_STALLED");
      assertThat(failure.metadata()).containsEntry("predict_sent", "no");
    }
  }

  @Test
  void shouldEndABatchWhoseCallerFallsSilentWithNothingInFlight() {
    try (Gateway gateway = stallingAfter("300ms")) {
      // given
      BatchCall call = BatchCall.open(gateway.channel()).image("one", Pictures.jpeg());

      // when
      RpcFailure failure = call.call().failure();

      // then
      assertThat(failure.reason()).isEqualTo("STREAM_STALLED");
      assertThat(call.call().messages()).hasSize(1);
    }
  }

  @Test
  void shouldLetACallerWaitForItsAnswersBeforeItSendsMore() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().inferenceTime(Duration.ofSeconds(1)).build(),
            "MEDIA_STALL_TIMEOUT",
            "500ms")) {
      // given
      BatchCall call = BatchCall.open(gateway.channel());

      // when
      for (int i = 0; i < 3; i++) {
        call.image("image-" + i, Pictures.jpeg()).answerTo("image-" + i);
      }

      // then
      assertThat(call.halfClose().answers().byImage()).hasSize(3);
    }
  }

  private static Gateway stallingAfter(String timeout) {
    return Gateway.start(SimulatorOptions.defaults(), "MEDIA_STALL_TIMEOUT", timeout);
  }
}
