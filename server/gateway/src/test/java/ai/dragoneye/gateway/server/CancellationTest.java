package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.AnyCall.Method;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.fault.FaultBuilder;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.simulator.traffic.TaskTraffic;
import ai.dragoneye.gateway.simulator.traffic.UploadTraffic;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import io.grpc.CallOptions;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller that goes away, in each phase: everything it started ends, nothing is left behind. */
@ExtendWith(LeakCheck.class)
class CancellationTest {
  private static final int MEDIA_BYTES = 3_000_000;
  // Long enough to reach every moment on a machine that is busy with other things.
  private static final int DEADLINE_SECONDS = 6;
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Where the call stands when it ends. */
  enum Moment {
    WAITING_FOR_MEDIA,
    SPOOL,
    BEGIN,
    UPLOAD,
    ANSWER_OF_STORE,
    PREDICT,
    AWAIT,
    STATUS,
    RESULTS
  }

  static Stream<Arguments> moments() {
    return Arrays.stream(Method.values())
        .flatMap(
            method ->
                Arrays.stream(Moment.values())
                    .filter(moment -> meets(method, moment))
                    .map(moment -> Arguments.of(method, moment)));
  }

  private static boolean meets(Method method, Moment moment) {
    return method != Method.SUBMIT_PREDICTION || moment.compareTo(Moment.AWAIT) < 0;
  }

  @ParameterizedTest
  @MethodSource("moments")
  void shouldLeaveNothingBehindWhenTheCallerCancels(Method method, Moment moment) {
    try (Gateway gateway = gateway(moment)) {
      // given
      long files = OpenFiles.withoutName();
      AnyCall<?> call = method.open(gateway.channel(), GatheredCall.withinSeconds(30));
      send(call, method, moment);
      awaitMoment(gateway, moment, 1);

      // when
      call.call().cancel();

      // then
      assertThat(call.call().failure().code()).isEqualTo(Code.CANCELLED);
      assertNothingLeft(gateway, moment, files);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveNothingBehindWhenTheDeadlinePasses(Moment moment) {
    try (Gateway gateway = gateway(moment)) {
      // given calls of every method that meets the moment
      long files = OpenFiles.withoutName();
      CallOptions options = GatheredCall.withinSeconds(DEADLINE_SECONDS);
      List<AnyCall<?>> calls = new ArrayList<>();
      for (Method method : Method.values()) {
        if (meets(method, moment)) {
          AnyCall<?> call = method.open(gateway.channel(), options);
          send(call, method, moment);
          calls.add(call);
        }
      }

      // when
      awaitMoment(gateway, moment, calls.size());

      // then
      assertThat(calls)
          .allSatisfy(
              call -> assertThat(call.call().failure().code()).isEqualTo(Code.DEADLINE_EXCEEDED));
      assertNothingLeft(gateway, moment, files);
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenTheCallerCancelsInTheMiddleOfAResult() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().results(LargeResults.ofVideoObjects(40_000)).build())) {
      // given a caller that reads the header, and no more than a few objects
      VideoCall call = VideoCall.openSilent(gateway.channel()).config(VideoCall.mp4());
      call.media(Clips.mp4()).call().read(20);
      call.awaitEvent(PredictVideoResponse.EventCase.OBJECT);

      // when
      call.call().cancel();

      // then
      await().until(() -> gateway.server().activeCalls() == 0);
      await().until(() -> OpenFiles.withoutName() == 0);
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenTheDeadlinePassesInTheMiddleOfAResult() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().results(LargeResults.ofVideoObjects(40_000)).build())) {
      // given a caller that reads the header, and no more than a few objects
      VideoCall call =
          VideoCall.openSilent(gateway.channel(), GatheredCall.withinSeconds(DEADLINE_SECONDS))
              .config(VideoCall.mp4());
      call.media(Clips.mp4()).call().read(20);
      call.awaitEvent(PredictVideoResponse.EventCase.OBJECT);

      // when the deadline passes

      // then
      assertThat(call.call().failure().code()).isEqualTo(Code.DEADLINE_EXCEEDED);
      assertThat(call.call().messages()).noneMatch(PredictVideoResponse::hasCompletion);
      await().until(() -> gateway.server().activeCalls() == 0);
      await().until(() -> OpenFiles.withoutName() == 0);
    }
  }

  @Test
  void shouldEndAllImagesOfABatchWithIt() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().inferenceTime(LONG).build(),
            "MEDIA_BATCH_MAX_IMAGES_IN_FLIGHT",
            "20")) {
      // given images in every phase
      BatchCall call = BatchCall.open(gateway.channel());
      for (int i = 0; i < 5; i++) {
        call.image("awaited-" + i, Pictures.jpeg());
      }
      RequestLog requests = gateway.simulator().requests();
      await().until(() -> requests.tasks().stream().filter(t -> t.statusPolls() > 0).count() == 5);
      gateway.simulator().faults().add(Fault.at(Step.PREDICT).delay(LONG).always());
      call.image("predicted", Pictures.jpeg());
      await().until(() -> requests.count(Step.PREDICT) == 6);
      gateway.simulator().faults().add(Fault.at(Step.BEGIN).delay(LONG).always());
      for (int i = 0; i < 5; i++) {
        call.image("begun-" + i, Pictures.jpegOfSize(100_000));
      }
      await().until(() -> requests.count(Step.BEGIN) == 11);
      assertThat(gateway.server().polledTasks()).isEqualTo(5);

      // when
      call.call().cancel();

      // then
      await().until(() -> gateway.server().activeCalls() == 0);
      await().until(() -> requests.openRequests() == 0);
      assertThat(gateway.server().polledTasks()).isZero();
    }
  }

  @Test
  void shouldNotBeginWhenTheCallerIsGoneBeforeItSentMedia() {
    try (Gateway gateway = Gateway.start()) {
      // given
      ImageCall call = gateway.predictImage().config(ImageCall.jpeg());
      await().until(() -> gateway.server().activeCalls() == 1);

      // when
      call.cancel();

      // then
      await().until(() -> gateway.server().activeCalls() == 0);
      assertThat(gateway.simulator().requests().count(Step.BEGIN)).isZero();
    }
  }

  private static Gateway gateway(Moment moment) {
    TaskScript script =
        moment == Moment.AWAIT
            ? TaskScript.succeeding().withInferenceTime(LONG)
            : TaskScript.succeeding();
    Gateway gateway = Gateway.start(SimulatorOptions.builder().script(script).build());
    hold(moment).ifPresent(gateway.simulator().faults()::add);
    return gateway;
  }

  private static Optional<FaultBuilder> hold(Moment moment) {
    return switch (moment) {
      case WAITING_FOR_MEDIA, SPOOL, UPLOAD, AWAIT -> Optional.empty();
      case BEGIN -> Optional.of(Fault.at(Step.BEGIN).delay(LONG).always());
      case ANSWER_OF_STORE -> Optional.of(Fault.at(Step.UPLOAD).delay(LONG).always());
      case PREDICT -> Optional.of(Fault.at(Step.PREDICT).delay(LONG).always());
      case STATUS -> Optional.of(Fault.at(Step.STATUS).delay(LONG).always());
      case RESULTS -> Optional.of(Fault.at(Step.RESULTS).bytesPerSecond(1).always());
    };
  }

  private static void send(AnyCall<?> call, Method method, Moment moment) {
    byte[] media = method.mediaOfSize(MEDIA_BYTES);
    PredictionConfig.Builder config = method.config();
    switch (moment) {
      case WAITING_FOR_MEDIA -> call.config(config);
      case SPOOL -> call.config(config).chunk(new byte[100_000]).chunk(new byte[100_000]);
      case UPLOAD ->
          call.config(config.setSizeBytes(media.length)).chunk(Arrays.copyOf(media, 1_000_000));
      default -> call.config(config.setSizeBytes(media.length)).media(media);
    }
  }

  private static void awaitMoment(Gateway gateway, Moment moment, int calls) {
    RequestLog requests = gateway.simulator().requests();
    await()
        .until(
            () ->
                switch (moment) {
                  case WAITING_FOR_MEDIA -> gateway.server().activeCalls() >= calls;
                  case SPOOL -> OpenFiles.withoutName() >= calls;
                  case BEGIN -> requests.count(Step.BEGIN) >= calls;
                  case UPLOAD, ANSWER_OF_STORE -> requests.count(Step.UPLOAD) >= calls;
                  case PREDICT -> requests.count(Step.PREDICT) >= calls;
                  case AWAIT, STATUS -> requests.count(Step.STATUS) >= calls;
                  case RESULTS -> requests.count(Step.RESULTS) >= calls;
                });
  }

  private static void assertNothingLeft(Gateway gateway, Moment moment, long filesBefore) {
    await().until(() -> gateway.server().activeCalls() == 0);
    RequestLog requests = gateway.simulator().requests();
    await().until(() -> requests.openRequests() == 0);
    await().until(() -> OpenFiles.withoutName() <= filesBefore);
    assertThat(gateway.server().polledTasks()).isZero();
    if (moment == Moment.UPLOAD) {
      assertThat(requests.tasks()).allMatch(task -> task.predictCount() == 0);
      assertThat(requests.tasks())
          .flatExtracting(TaskTraffic::uploads)
          .isNotEmpty()
          .allMatch(upload -> upload.outcome() == UploadTraffic.Outcome.ABORTED)
          .noneMatch(UploadTraffic::closingBoundarySeen);
    }
  }
}
