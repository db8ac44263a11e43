package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.SimulatorOptionsBuilder;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.BeginRequest;
import ai.dragoneye.gateway.upstream.BegunTask;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.PredictionType;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;
import com.google.rpc.RetryInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class TaskAndResultTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void shouldTellAFinishedTask() {
    try (Gateway gateway = Gateway.start()) {
      // given
      String taskId = predicted(gateway);

      // when
      Task task = gateway.tasks().getTask(taskRequest(taskId)).getTask();

      // then
      assertThat(task)
          .isEqualTo(
              Task.newBuilder()
                  .setTaskId(taskId)
                  .setPredictionTaskUuid(taskId)
                  .setPredictionType(PredictionType.PREDICTION_TYPE_IMAGE)
                  .setState(TaskState.TASK_STATE_SUCCEEDED)
                  .setStatus("predicted")
                  .build());
    }
  }

  @Test
  void shouldNotKnowATaskThatNobodyBegan() {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure = failureOf(() -> gateway.tasks().getTask(taskRequest("nobody-began-me")));

      // then
      assertThat(failure.code()).isEqualTo(Code.NOT_FOUND);
      assertThat(failure.reason()).isEqualTo("TASK_NOT_FOUND");
      assertThat(failure.metadata())
          .containsEntry("phase", "await")
          .containsEntry("task_id", "nobody-began-me")
          .doesNotContainKey("predict_sent");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nb", "a\0", "ü"})
  void shouldRefuseIdsThatNoTaskCanHave(String taskId) {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure = failureOf(() -> gateway.tasks().getTask(taskRequest(taskId)));

      // then
      assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(failure.reason()).isEqualTo("INVALID_REQUEST");
      assertThat(failure.violations()).singleElement().asString().startsWith("task_id is ");
      assertThat(gateway.simulator().requests().count(Step.STATUS)).isZero();
    }
  }

  @Test
  void shouldEscapeATaskIdThatLooksLikeAQuery() {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure =
          failureOf(() -> gateway.tasks().getTask(taskRequest("x&predictionTaskUuid=y#z/../%0d")));

      // then
      assertThat(failure.reason()).isEqualTo("TASK_NOT_FOUND");
      assertThat(gateway.simulator().requests().requests())
          .singleElement()
          .satisfies(
              request -> assertThat(request.taskId()).isEqualTo("x&predictionTaskUuid=y#z/../%0d"));
    }
  }

  @Test
  void shouldSayWhenToComeBackForResultsThatAreNotThereYet() {
    try (Gateway gateway = gateway(SimulatorOptions.builder().inferenceTime(LONG))) {
      // given
      String taskId =
          gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg()).taskId();

      // when
      RpcFailure failure =
          failureOf(() -> gateway.results().getImageResults(resultsRequest(taskId)));

      // then
      assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
      assertThat(failure.reason()).isEqualTo("RESULTS_UNAVAILABLE");
      assertThat(failure.metadata())
          .isEqualTo(Map.of("phase", "results", "task_id", taskId, "status", "processing"));
      assertThat(failure.detail(RetryInfo.class)).isPresent();
      assertThat(gateway.simulator().requests().count(Step.RESULTS)).isZero();
    }
  }

  @Test
  void shouldNotReadResultsOfAFailedTask() {
    TaskScript failing = TaskScript.succeeding().withStatuses("pending", "processing", "failed_x");
    try (Gateway gateway = gateway(SimulatorOptions.builder().script(failing))) {
      // given
      RpcFailure first =
          gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg()).failure();
      String taskId = first.metadata().get("task_id");

      // when
      RpcFailure failure =
          failureOf(
              () -> gateway.results().getImageResults(resultsRequest(String.valueOf(taskId))));

      // then
      assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
      assertThat(failure.reason()).isEqualTo("PREDICTION_FAILED");
      assertThat(failure.metadata()).containsEntry("status", "failed_x");
    }
  }

  @Test
  void shouldNotReadAVideoAsAnImage() throws InterruptedException {
    try (Gateway gateway = gateway(SimulatorOptions.builder())) {
      // given
      String taskId = beginVideo(gateway);

      // when
      RpcFailure failure =
          failureOf(() -> gateway.results().getImageResults(resultsRequest(taskId)));

      // then
      assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
      assertThat(failure.reason()).isEqualTo("TASK_TYPE_MISMATCH");
      assertThat(failure.metadata())
          .isEqualTo(Map.of("phase", "results", "task_id", taskId, "prediction_type", "video"));
      assertThat(gateway.simulator().requests().count(Step.RESULTS)).isZero();
    }
  }

  @Test
  void shouldRefuseAResultThatDoesNotFitIntoOneMessage() {
    try (Gateway gateway =
        gateway(SimulatorOptions.builder().results(LargeResults.ofImageObjects(100_000)))) {
      // given
      RpcFailure first =
          gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg()).failure();
      String taskId = String.valueOf(first.metadata().get("task_id"));

      // when
      RpcFailure failure =
          failureOf(() -> gateway.results().getImageResults(resultsRequest(taskId)));

      // then
      assertThat(failure.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(failure.reason()).isEqualTo("RESULTS_TOO_LARGE");
      assertThat(failure.message()).contains("ResultService.StreamImageResults");
    }
  }

  @Test
  void shouldDeliverAResultJustUnderTheLimitToADefaultClient() {
    try (Gateway gateway =
        gateway(SimulatorOptions.builder().results(LargeResults.ofImageObjects(60_000)))) {
      // when
      int objects =
          gateway
              .predictImage()
              .config(ImageCall.jpeg())
              .media(Pictures.jpeg())
              .response()
              .getPrediction()
              .getObjectsCount();

      // then
      assertThat(objects).isEqualTo(60_000);
    }
  }

  private static Gateway gateway(SimulatorOptionsBuilder options) {
    return Gateway.start(options.build());
  }

  private static String predicted(Gateway gateway) {
    return gateway
        .predictImage()
        .config(ImageCall.jpeg())
        .media(Pictures.jpeg())
        .response()
        .getPrediction()
        .getTaskId();
  }

  /** A task about a video, begun past the gateway; whether it was predicted does not matter. */
  private static String beginVideo(Gateway gateway) throws InterruptedException {
    try (DragoneyeClient client =
        DragoneyeClient.create(UpstreamSettings.of(gateway.simulator().baseUrl()))) {
      BegunTask task =
          client.begin(new ApiKey("test-key"), new BeginRequest("video/mp4", null, null, Map.of()));
      return task.taskUuid();
    }
  }

  private static GetTaskRequest taskRequest(String taskId) {
    return GetTaskRequest.newBuilder().setTaskId(taskId).build();
  }

  private static GetImageResultsRequest resultsRequest(String taskId) {
    return GetImageResultsRequest.newBuilder().setTaskId(taskId).build();
  }

  private static RpcFailure failureOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return new RpcFailure(catchThrowableOfType(StatusRuntimeException.class, call));
  }
}
