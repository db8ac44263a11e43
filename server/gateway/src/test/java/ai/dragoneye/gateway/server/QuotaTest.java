package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.admission.Shed;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.PredictionError;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one caller may use, on real sockets. */
class QuotaTest {
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);
  private static final byte[] PICTURE = Pictures.jpegOfSize(20_000);

  @TempDir private Path folder;

  @Test
  void shouldSendACallBeyondTheQuotaAwayBeforeAnythingIsRead() throws IOException {
    try (Teams teams = Teams.start(folder, SimulatorOptions.defaults())) {
      // given
      List<ImageCall> held = hold(teams, 2);

      // when
      ImageCall call = ImageCall.open(teams.blue());

      // then
      RpcFailure failure = call.failure();
      assertThat(failure.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(failure.reason()).isEqualTo("CALLER_QUOTA_EXCEEDED");
      assertThat(failure.message())
          .isEqualTo(
              "this caller's concurrent predictions are used up; wait for one of them to end");
      assertThat(failure.metadata()).isEqualTo(Map.of("phase", "admission", "predict_sent", "no"));
      long pushback = Long.parseLong(failure.exception().getTrailers().get(PUSHBACK));
      assertThat(pushback).isBetween(1000L, 2000L);
      assertThat(failure.detail(RetryInfo.class).orElseThrow().getRetryDelay().getSeconds())
          .isEqualTo(pushback / 1000);
      assertThat(teams.gateway().simulator().requests().count(Step.BEGIN)).isZero();
      held.forEach(ImageCall::cancel);
    }
  }

  @Test
  void shouldLetOthersInWhileOneCallersQuotaIsUsedUp() throws IOException {
    try (Teams teams = Teams.start(folder, SimulatorOptions.defaults())) {
      // given
      List<ImageCall> held = hold(teams, 2);

      // when
      ImageCall call = ImageCall.open(teams.red()).config(ImageCall.jpeg()).media(PICTURE);

      // then
      assertThat(call.response().hasPrediction()).isTrue();
      held.forEach(ImageCall::cancel);
      await().until(() -> teams.gateway().server().admission().state().predictions() == 0);
      assertThat(predict(teams).response().hasPrediction()).isTrue();
    }
  }

  @Test
  void shouldHoldABatchBackWhoseCallersQuotaIsUsedUpAndPredictAllOfIt() throws IOException {
    try (Teams teams = Teams.start(folder, SimulatorOptions.defaults())) {
      // given
      List<ImageCall> held = hold(teams, 1);
      Admission admission = teams.gateway().server().admission();
      BatchCall batch = BatchCall.open(teams.blue());

      // when
      for (int i = 0; i < 5; i++) {
        batch.image("image-" + i, PICTURE);
      }
      batch.halfClose();

      // then
      await().until(() -> admission.state().waiting() == 1);
      assertThat(admission.state().predictions()).isEqualTo(2);
      BatchCall.Answers answers = batch.answers();
      assertThat(answers.byImage()).hasSize(5);
      assertThat(answers.byImage().values()).allMatch(answer -> answer.hasPrediction());
      assertThat(admission.shed(Shed.CALLER_PREDICTIONS)).isZero();
      held.forEach(ImageCall::cancel);
    }
  }

  @Test
  void shouldAnswerAnImageThatNoPlaceCameForAndGoOn() throws IOException {
    try (Teams teams =
        Teams.start(
            folder, SimulatorOptions.defaults(), "ADMISSION_PREDICTIONS_MAX_IMAGE_WAIT", "1ms")) {
      // given
      List<ImageCall> held = hold(teams, 2);
      BatchCall batch = BatchCall.open(teams.blue()).image("refused", PICTURE);
      PredictionError refused = batch.answerTo("refused").getError();
      assertThat(refused.getReason()).isEqualTo("CALLER_QUOTA_EXCEEDED");
      assertThat(refused.getMetadataMap()).containsEntry("phase", "admission");

      // when
      held.forEach(ImageCall::cancel);
      await().until(() -> teams.gateway().server().admission().state().predictions() == 0);
      batch.image("taken", PICTURE).halfClose();

      // then
      assertThat(batch.answers().to("taken").hasPrediction()).isTrue();
    }
  }

  @Test
  void shouldCountSubmittedTasksUntilTheyAreSeenToEnd() throws IOException {
    try (Teams teams =
        Teams.start(
            folder,
            SimulatorOptions.builder().inferenceTime(Duration.ZERO).build(),
            "ADMISSION_QUOTA_TASKS",
            "1")) {
      // given
      GatheredCall<?, ?> submitted = submit(teams);
      assertThat(submitted.complete()).hasSize(1);
      assertThat(predict(teams).failure().reason()).isEqualTo("CALLER_QUOTA_EXCEEDED");
      String task = teams.gateway().simulator().requests().tasks().getFirst().taskId();

      // when
      TaskServiceGrpc.newBlockingStub(teams.blue())
          .getTask(GetTaskRequest.newBuilder().setTaskId(task).build());

      // then
      assertThat(predict(teams).response().hasPrediction()).isTrue();
      assertThat(teams.gateway().server().admission().state().tasks()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"500, unknown, 1", "400, no, 0"})
  void shouldCountATaskThatTheServiceMayHaveAccepted(int status, String sent, int tasks)
      throws IOException {
    try (Teams teams =
        Teams.start(
            folder, SimulatorOptions.defaults(), "PREDICTION_CONFIRMATION_TIMEOUT", "50ms")) {
      // given
      teams.gateway().simulator().faults().add(Fault.at(Step.PREDICT).status(status));

      // when
      RpcFailure failure = predict(teams).failure();

      // then
      assertThat(failure.metadata()).containsEntry("predict_sent", sent);
      Admission admission = teams.gateway().server().admission();
      await().until(() -> admission.state().predictions() == 0);
      assertThat(admission.state().tasks()).isEqualTo(tasks);
    }
  }

  @Test
  void shouldTakeNoMoreCallsPerSecondThanTheQuota() throws IOException {
    try (Teams teams =
        Teams.start(
            folder,
            SimulatorOptions.defaults(),
            "ADMISSION_QUOTA_REQUESTS_PER_SECOND",
            "1",
            "ADMISSION_QUOTA_BURST",
            "2")) {
      // when
      List<ImageCall> calls =
          IntStream.range(0, 20).mapToObj(_ -> ImageCall.open(teams.blue())).toList();

      // then
      await().until(() -> calls.stream().anyMatch(ImageCall::ended));
      RpcFailure failure =
          calls.stream().filter(ImageCall::ended).findFirst().orElseThrow().failure();
      calls.forEach(ImageCall::cancel);
      assertThat(failure.reason()).isEqualTo("CALLER_QUOTA_EXCEEDED");
      assertThat(Long.parseLong(failure.exception().getTrailers().get(PUSHBACK)))
          .isBetween(1L, 1000L);
    }
  }

  @Test
  void shouldSlowOnlyTheKeyThatTheServiceThrottles() throws IOException {
    try (Teams teams =
        Teams.start(folder, SimulatorOptions.defaults(), "UPSTREAM_RETRY_MAX_ATTEMPTS", "1")) {
      // given
      teams
          .gateway()
          .simulator()
          .faults()
          .add(Fault.at(Step.BEGIN).status(429).header("Retry-After", "100").build());
      assertThat(predict(teams).failure().reason()).isEqualTo("UPSTREAM_RATE_LIMITED");
      int begun = teams.gateway().simulator().requests().count(Step.BEGIN);
      ImageCall heldBack = predict(teams);

      // when
      ImageCall red = ImageCall.open(teams.red()).config(ImageCall.jpeg()).media(PICTURE);

      // then
      assertThat(red.response().hasPrediction()).isTrue();
      assertThat(teams.gateway().simulator().requests().count(Step.BEGIN)).isEqualTo(begun + 1);
      assertThat(heldBack.ended()).isFalse();
      heldBack.cancel();
    }
  }

  @Test
  void shouldTrustTheServiceWithFewerPredictionsOfAKeyThatItThrottlesAndOfNoOther()
      throws IOException {
    try (Teams teams =
        Teams.start(
            folder,
            SimulatorOptions.defaults(),
            "UPSTREAM_RETRY_MAX_ATTEMPTS",
            "1",
            "ADMISSION_UPSTREAM_MIN",
            "1",
            "ADMISSION_UPSTREAM_MAX",
            "8",
            "ADMISSION_PREDICTIONS_MAX_WAIT",
            "0s")) {
      // given
      throttle(teams, 12);
      Admission admission = teams.gateway().server().admission();
      assertThat(admission.state().upstreamLimit()).isEqualTo(1);
      ImageCall held = ImageCall.open(teams.blue());
      await().until(() -> admission.state().predictions() == 1);

      // when
      RpcFailure refused = predict(teams).failure();
      ImageCall red = ImageCall.open(teams.red()).config(ImageCall.jpeg()).media(PICTURE);

      // then
      assertThat(refused.reason()).isEqualTo("GATEWAY_OVERLOADED");
      assertThat(refused.message()).startsWith("Dragoneye is slow or refuses calls");
      assertThat(admission.shed(Shed.UPSTREAM)).isOne();
      assertThat(red.response().hasPrediction()).isTrue();
      held.cancel();
    }
  }

  private static void throttle(Teams teams, int predictions) {
    for (int i = 0; i < predictions; i++) {
      teams
          .gateway()
          .simulator()
          .faults()
          .add(Fault.at(Step.BEGIN).status(429).header("Retry-After", "0").build());
      assertThat(predict(teams).failure().reason()).isEqualTo("UPSTREAM_RATE_LIMITED");
    }
  }

  private static ImageCall predict(Teams teams) {
    return ImageCall.open(teams.blue()).config(ImageCall.jpeg()).media(PICTURE);
  }

  private static GatheredCall<?, ?> submit(Teams teams) {
    return AnyCall.Method.SUBMIT_PREDICTION
        .open(teams.blue(), GatheredCall.withinSeconds(30))
        .config(ImageCall.jpeg())
        .media(PICTURE)
        .call();
  }

  /** Predictions of team blue that were let in and send nothing. */
  private static List<ImageCall> hold(Teams teams, int count) {
    List<ImageCall> held = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      held.add(ImageCall.open(teams.blue()));
    }
    await().until(() -> teams.gateway().server().admission().state().predictions() == count);
    return held;
  }
}
