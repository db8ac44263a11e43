package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.admission.AdmissionState;
import ai.dragoneye.gateway.server.admission.Shed;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;
import io.grpc.Status.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway does that has no place left, on real sockets. */
@ExtendWith(LeakCheck.class)
class FullGatewayTest {
  private static final byte[] PICTURE = Pictures.jpegOfSize(20_000);
  private static final String[] TWO_PLACES = {
    "ADMISSION_PREDICTIONS_MAX", "2", "ADMISSION_PREDICTIONS_MAX_WAIT", "30s"
  };

  @TempDir private Path folder;

  @Test
  void shouldSendACallAwayThatNoPlaceCameForInTime() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.defaults(),
            "ADMISSION_PREDICTIONS_MAX",
            "1",
            "ADMISSION_PREDICTIONS_MAX_WAIT",
            "1ms")) {
      // given
      ImageCall held = gateway.predictImage();
      awaitPredictions(gateway, 1);

      // when
      RpcFailure failure = gateway.predictImage().failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(failure.reason()).isEqualTo("GATEWAY_OVERLOADED");
      assertThat(failure.message())
          .isEqualTo("the gateway has no place left for a prediction; come back later");
      assertThat(failure.metadata()).isEqualTo(Map.of("phase", "admission", "predict_sent", "no"));
      assertThat(gateway.server().admission().shed(Shed.PREDICTIONS)).isEqualTo(1);
      held.cancel();
    }
  }

  @Test
  void shouldAnswerReadsStreamsAndProbesWhilePredictionsAreSentAway() throws Exception {
    try (Gateway gateway =
            Gateway.start(
                GivenTasks.simulator().build(),
                "ADMISSION_PREDICTIONS_MAX",
                "1",
                "ADMISSION_PREDICTIONS_MAX_WAIT",
                "1ms");
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      String task = tasks.image();
      ImageCall held = gateway.predictImage();
      awaitPredictions(gateway, 1);
      assertThat(gateway.predictImage().failure().reason()).isEqualTo("GATEWAY_OVERLOADED");

      // when
      Task read =
          gateway.tasks().getTask(GetTaskRequest.newBuilder().setTaskId(task).build()).getTask();
      WatchCall watch = WatchCall.open(gateway.channel(), task);

      // then
      assertThat(read.getState()).isEqualTo(TaskState.TASK_STATE_SUCCEEDED);
      assertThat(watch.code()).isEqualTo(Code.OK);
      assertThat(watch.tasks().getLast().getState()).isEqualTo(TaskState.TASK_STATE_SUCCEEDED);
      assertThat(
              HealthGrpc.newBlockingStub(gateway.channel())
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
      held.cancel();
    }
  }

  @Test
  void shouldGiveAFreePlaceToTheTeamThatHasFewerPredictions() throws IOException {
    try (Teams teams = Teams.start(folder, SimulatorOptions.defaults(), TWO_PLACES)) {
      // given
      Gateway gateway = teams.gateway();
      ImageCall one = ImageCall.open(teams.red());
      ImageCall two = ImageCall.open(teams.red());
      awaitPredictions(gateway, 2);
      List<ImageCall> more = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        more.add(ImageCall.open(teams.red()));
      }
      awaitWaiting(gateway, 5);
      ImageCall modest = ImageCall.open(teams.blue()).config(ImageCall.jpeg()).media(PICTURE);
      awaitWaiting(gateway, 6);

      // when
      one.cancel();

      // then
      assertThat(modest.response().hasPrediction()).isTrue();
      two.cancel();
      more.forEach(ImageCall::cancel);
      awaitIdle(gateway);
    }
  }

  @Test
  void shouldForgetCallersWhoCancelWhileTheyWait() {
    try (Gateway gateway = Gateway.start(SimulatorOptions.defaults(), TWO_PLACES)) {
      // given
      List<ImageCall> held = List.of(gateway.predictImage(), gateway.predictImage());
      awaitPredictions(gateway, 2);
      ImageCall waiting = gateway.predictImage();
      awaitWaiting(gateway, 1);

      // when
      waiting.cancel();

      // then
      awaitWaiting(gateway, 0);
      held.forEach(ImageCall::cancel);
      awaitIdle(gateway);
    }
  }

  @Test
  void shouldReserveNoMemoryForMediaThatHasBeenStored() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.builder().inferenceTime(Duration.ofMinutes(5)).build())) {
      // given
      Admission admission = gateway.server().admission();
      ImageCall call = gateway.predictImage();
      await().until(() -> admission.state().mediaBytes() == 9 << 18);

      // when
      call.config(ImageCall.jpeg().setSizeBytes(PICTURE.length));
      call.chunk(PICTURE);
      await().until(() -> admission.state().mediaBytes() == PICTURE.length);
      call.halfClose();
      call.taskId();

      // then
      assertThat(admission.state().mediaBytes()).isZero();
      assertThat(admission.state().predictions()).isEqualTo(1);
      assertThat(admission.state().tasks()).isEqualTo(1);
      call.cancel();
    }
  }

  private static void awaitPredictions(Gateway gateway, int count) {
    await().until(() -> gateway.server().admission().state().predictions() == count);
  }

  private static void awaitWaiting(Gateway gateway, int count) {
    await().until(() -> gateway.server().admission().state().waiting() == count);
  }

  private static void awaitIdle(Gateway gateway) {
    await()
        .untilAsserted(
            () ->
                assertThat(gateway.server().admission().state())
                    .usingRecursiveComparison()
                    .ignoringFields("upstreamLimit", "tasks")
                    .isEqualTo(new AdmissionState(0, 0, 0, 0, 0, 0, 0)));
  }
}
