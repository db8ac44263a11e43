package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.admission.Shed;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import com.google.rpc.RetryInfo;
import io.grpc.Channel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Limits of calls that take no media, and of media in memory, on real sockets. */
@ExtendWith(LeakCheck.class)
class CallLimitTest {
  private static final SimulatorOptions SLOW =
      SimulatorOptions.builder()
          .acceptUnreadableMedia()
          .inferenceTime(Duration.ofMinutes(5))
          .build();
  private static final byte[] PICTURE = Pictures.jpegOfSize(20_000);
  private static final String TOO_FAST =
      "this caller's calls per second are used up; send calls more slowly";
  private static final long WHOLE_CALL = 9L << 18;

  @TempDir private Path folder;

  @Test
  void shouldSendAStreamAwayThatThereIsNoPlaceFor() throws InterruptedException {
    try (Gateway gateway =
            Gateway.start(
                SLOW, "ADMISSION_MAX_STREAMS", "1", "ADMISSION_PREDICTIONS_MAX_WAIT", "1ms");
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      String task = tasks.image();
      WatchCall held = WatchCall.open(gateway.channel(), task);
      Admission admission = gateway.server().admission();
      await().until(() -> admission.state().streams() == 1);

      // when
      RpcFailure refusal = WatchCall.open(gateway.channel(), task).failure();

      // then
      assertRefused(refusal, "the gateway has no place left for a stream; come back later");
      assertThat(admission.shed(Shed.STREAMS)).isOne();
      assertThat(gateway.tasks().getTask(request(task)).hasTask()).isTrue();
      held.cancel();
      await().until(() -> admission.state().streams() == 0);
    }
  }

  @Test
  void shouldSendAReadAwayThatThereIsNoPlaceFor() throws InterruptedException {
    try (Gateway gateway =
            Gateway.start(
                SLOW, "ADMISSION_MAX_READS", "1", "ADMISSION_PREDICTIONS_MAX_WAIT", "1ms");
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      String task = tasks.image();
      gateway.simulator().faults().add(Fault.at(Step.STATUS).delay(Duration.ofMinutes(1)).build());
      GatheredCall<GetTaskRequest, GetTaskResponse> held =
          GatheredCall.open(
              gateway.channel(),
              TaskServiceGrpc.getGetTaskMethod(),
              GatheredCall.withinSeconds(30));
      held.send(request(task));
      held.halfClose();
      Admission admission = gateway.server().admission();
      await().until(() -> admission.state().reads() == 1);

      // when
      RpcFailure refusal = refusal(gateway.channel(), task);

      // then
      assertRefused(refusal, "the gateway has no place left for a read; come back later");
      assertThat(admission.shed(Shed.READS)).isOne();
      held.cancel();
      await().until(() -> admission.state().reads() == 0);
    }
  }

  @Test
  void shouldHoldACallersStreamsAgainstItsQuotaAndNoOthers() throws IOException {
    try (Teams teams = Teams.start(folder, SLOW, "ADMISSION_QUOTA_STREAMS", "1")) {
      // given
      String task = task(teams.blue());
      WatchCall held = WatchCall.open(teams.blue(), task);
      Admission admission = teams.gateway().server().admission();
      await().until(() -> admission.state().streams() == 1);

      // when
      RpcFailure refusal = WatchCall.open(teams.blue(), task).failure();
      WatchCall other = WatchCall.open(teams.red(), task(teams.red()));

      // then
      assertQuotaExceeded(refusal, "this caller's concurrent streams are used up; end one of them");
      assertThat(admission.shed(Shed.CALLER_STREAMS)).isOne();
      await().until(() -> admission.state().streams() == 2);
      held.cancel();
      other.cancel();
      await().until(() -> admission.state().streams() == 0);
    }
  }

  @Test
  void shouldCountReadsAndStreamsAmongACallersCallsPerSecond() throws IOException {
    try (Teams teams =
        Teams.start(
            folder,
            SLOW,
            "ADMISSION_QUOTA_REQUESTS_PER_SECOND",
            "1",
            "ADMISSION_QUOTA_BURST",
            "20")) {
      // given
      String task = task(teams.blue());
      TaskServiceGrpc.TaskServiceBlockingStub reader =
          TaskServiceGrpc.newBlockingStub(teams.blue());
      assertThat(reader.getTask(request(task)).hasTask()).isTrue();

      // when
      List<WatchCall> watches =
          IntStream.range(0, 100).mapToObj(_ -> WatchCall.open(teams.blue(), task)).toList();

      // then
      await().until(() -> watches.stream().anyMatch(WatchCall::isOver));
      assertQuotaExceeded(
          watches.stream().filter(WatchCall::isOver).findFirst().orElseThrow().failure(), TOO_FAST);
      await().until(() -> watches.stream().allMatch(w -> w.isOver() || !w.tasks().isEmpty()));
      assertQuotaExceeded(firstRefusal(teams.blue(), task), TOO_FAST);
      watches.forEach(WatchCall::cancel);
      assertThat(TaskServiceGrpc.newBlockingStub(teams.red()).getTask(request(task(teams.red()))))
          .matches(GetTaskResponse::hasTask);
    }
  }

  @Test
  void shouldSendACallAwayThatThereIsNoMemoryFor() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.defaults(),
            "ADMISSION_MEDIA_BYTES",
            "4MiB",
            "ADMISSION_PREDICTIONS_MAX_WAIT",
            "1ms")) {
      // given
      ImageCall held = gateway.predictImage();
      Admission admission = gateway.server().admission();
      await().until(() -> admission.state().mediaBytes() == WHOLE_CALL);

      // when
      RpcFailure refusal = gateway.predictImage().failure();

      // then
      assertRefused(refusal, "the gateway has no memory left for media; come back later");
      assertThat(admission.shed(Shed.MEDIA)).isOne();
      held.config(ImageCall.jpeg()).media(PICTURE);
      assertThat(held.response().hasPrediction()).isTrue();
    }
  }

  @Test
  void shouldHoldACallersMemoryForMediaAgainstItsQuotaAndNoOthers() throws IOException {
    try (Teams teams =
        Teams.start(folder, SimulatorOptions.defaults(), "ADMISSION_QUOTA_MEDIA_BYTES", "4MiB")) {
      // given
      ImageCall held = ImageCall.open(teams.blue());
      Admission admission = teams.gateway().server().admission();
      await().until(() -> admission.state().mediaBytes() == WHOLE_CALL);

      // when
      RpcFailure refusal = ImageCall.open(teams.blue()).failure();
      ImageCall other = ImageCall.open(teams.red()).config(ImageCall.jpeg()).media(PICTURE);

      // then
      assertQuotaExceeded(
          refusal,
          "this caller's memory for media is used up; wait for one of its uploads to be stored");
      assertThat(admission.shed(Shed.CALLER_MEDIA)).isOne();
      assertThat(other.response().hasPrediction()).isTrue();
      held.cancel();
      await().until(() -> admission.state().mediaBytes() == 0);
    }
  }

  /** Tokens come once a second, so that one of two reads in a row may be let in. */
  private static RpcFailure firstRefusal(Channel channel, String task) {
    while (true) {
      try {
        GetTaskResponse _ = TaskServiceGrpc.newBlockingStub(channel).getTask(request(task));
      } catch (StatusRuntimeException e) {
        return new RpcFailure(e);
      }
    }
  }

  /** A task of whoever calls, which goes on without the call. */
  private static String task(Channel channel) {
    ImageCall call = ImageCall.open(channel).config(ImageCall.jpeg()).media(PICTURE);
    String task = call.taskId();
    call.cancel();
    return task;
  }

  private static RpcFailure refusal(Channel channel, String task) {
    return new RpcFailure(
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> TaskServiceGrpc.newBlockingStub(channel).getTask(request(task))));
  }

  private static GetTaskRequest request(String task) {
    return GetTaskRequest.newBuilder().setTaskId(task).build();
  }

  private static void assertRefused(RpcFailure refusal, String message) {
    assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(refusal.reason()).isEqualTo("GATEWAY_OVERLOADED");
    assertThat(refusal.message()).isEqualTo(message);
    assertThat(refusal.detail(RetryInfo.class)).isPresent();
  }

  private static void assertQuotaExceeded(RpcFailure refusal, String message) {
    assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(refusal.reason()).isEqualTo("CALLER_QUOTA_EXCEEDED");
    assertThat(refusal.message()).isEqualTo(message);
    assertThat(refusal.detail(RetryInfo.class)).isPresent();
  }
}
