package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import ai.dragoneye.gateway.v1.PredictionType;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.SubmitPredictionRequest;
import ai.dragoneye.gateway.v1.SubmitPredictionResponse;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class SubmitPredictionTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldAnswerOnceThePredictionWasAccepted(boolean declared) {
    try (Gateway gateway = Gateway.start(SimulatorOptions.builder().inferenceTime(LONG).build())) {
      // given
      byte[] media = Pictures.jpeg();
      PredictionConfig.Builder config = ImageCall.jpeg();
      if (declared) {
        config.setSizeBytes(media.length);
      }

      // when
      GatheredCall<SubmitPredictionRequest, SubmitPredictionResponse> call =
          submit(gateway, config, media);

      // then
      Task task = call.complete().getFirst().getTask();
      assertThat(task)
          .isEqualTo(
              Task.newBuilder()
                  .setTaskId(task.getTaskId())
                  .setPredictionTaskUuid(task.getTaskId())
                  .setPredictionType(PredictionType.PREDICTION_TYPE_IMAGE)
                  .setState(TaskState.TASK_STATE_IN_PROGRESS)
                  .build());
      assertThat(call.headers().get(GatheredCall.TASK_ID)).isEqualTo(task.getTaskId());
      assertThat(gateway.simulator().requests().task(task.getTaskId()).orElseThrow().predictCount())
          .isEqualTo(1);
      assertThat(gateway.simulator().requests().count(Step.STATUS)).isZero();
    }
  }

  @Test
  void shouldLetTheCallerAttachLater() {
    try (Gateway gateway = Gateway.start()) {
      // given
      String task =
          submit(gateway, ImageCall.jpeg(), Pictures.jpeg())
              .complete()
              .getFirst()
              .getTask()
              .getTaskId();

      // when
      List<TaskState> states = new ArrayList<>();
      gateway
          .tasks()
          .watchTask(WatchTaskRequest.newBuilder().setTaskId(task).build())
          .forEachRemaining(seen -> states.add(seen.getTask().getState()));

      // then
      assertThat(states).endsWith(TaskState.TASK_STATE_SUCCEEDED);
      assertThat(
              gateway
                  .results()
                  .getImageResults(GetImageResultsRequest.newBuilder().setTaskId(task).build())
                  .getPrediction()
                  .getObjectsList())
          .isNotEmpty();
    }
  }

  @Test
  void shouldTakeVideosToo() {
    try (Gateway gateway = Gateway.start(SimulatorOptions.builder().inferenceTime(LONG).build())) {
      // when
      Task task =
          submit(gateway, VideoCall.mp4().setFramesPerSecond(5), Clips.mp4())
              .complete()
              .getFirst()
              .getTask();

      // then
      assertThat(task.getPredictionType()).isEqualTo(PredictionType.PREDICTION_TYPE_VIDEO);
      assertThat(gateway.simulator().requests().tasks().getLast().beginFields())
          .containsEntry("frames_per_second", "5");
    }
  }

  @Test
  void shouldRefuseMediaThatIsNeither() {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure =
          submit(gateway, ImageCall.jpeg().setMimeType("audio/mpeg"), Pictures.jpeg()).failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(failure.reason()).isEqualTo("MEDIA_TYPE_MISMATCH");
      assertThat(failure.metadata()).containsEntry("expected", "image/* or video/*");
    }
  }

  @Test
  void shouldRefuseWhatIsOnlyForVideosOrTheirResults() {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure =
          submit(
                  gateway,
                  ImageCall.jpeg()
                      .setFramesPerSecond(5)
                      .setFilter(ResultFilter.getDefaultInstance()),
                  Pictures.jpeg())
              .failure();

      // then
      assertThat(failure.violations())
          .containsExactly(
              "config.frames_per_second is only for videos; leave it out",
              "config.filter is only for PredictVideo; leave it out");
    }
  }

  private static GatheredCall<SubmitPredictionRequest, SubmitPredictionResponse> submit(
      Gateway gateway, PredictionConfig.Builder config, byte[] media) {
    GatheredCall<SubmitPredictionRequest, SubmitPredictionResponse> call =
        GatheredCall.open(
            gateway.channel(),
            PredictionServiceGrpc.getSubmitPredictionMethod(),
            GatheredCall.withinSeconds(30));
    call.send(SubmitPredictionRequest.newBuilder().setConfig(config).build());
    call.send(SubmitPredictionRequest.newBuilder().setChunk(ByteString.copyFrom(media)).build());
    call.halfClose();
    return call;
  }
}
