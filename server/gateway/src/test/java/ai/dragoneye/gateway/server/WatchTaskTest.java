package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.fault.FaultBuilder;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.PredictionType;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class WatchTaskTest {
  /** A second after each of the first two, by the simulator's clock. */
  private static final TaskScript SCRIPT =
      TaskScript.succeeding()
          .withStatuses("pending", "queued", "processing", "predicted")
          .withInferenceTime(Duration.ofSeconds(2));

  private static final int SMALLEST_WINDOW = 1024;

  private final SettableClock clock = new SettableClock();

  @Test
  void shouldTellTheStatusNowAndAtEachChangeUntilTheTaskSucceeds() {
    try (Gateway gateway = gateway(SCRIPT)) {
      // given
      String taskId = predicted(gateway);

      // when
      WatchCall watch = WatchCall.open(gateway.channel(), taskId);
      await().until(() -> watch.statuses().equals(List.of("queued")));
      clock.advance(Duration.ofSeconds(1));
      await().until(() -> watch.statuses().size() == 2);
      clock.advance(Duration.ofSeconds(1));

      // then
      assertThat(watch.code()).isEqualTo(Code.OK);
      assertThat(watch.tasks())
          .containsExactly(
              image(taskId, "queued", TaskState.TASK_STATE_IN_PROGRESS),
              image(taskId, "processing", TaskState.TASK_STATE_IN_PROGRESS),
              image(taskId, "predicted", TaskState.TASK_STATE_SUCCEEDED));
      assertNothingLeft(gateway);
    }
  }

  @Test
  void shouldEndWithOkWhenTheTaskFails() {
    try (Gateway gateway = gateway(SCRIPT.withStatuses("pending", "queued", "failed_x"))) {
      // given
      String taskId = predicted(gateway);
      WatchCall watch = WatchCall.open(gateway.channel(), taskId);
      await().until(() -> watch.statuses().size() == 1);

      // when
      clock.advance(Duration.ofSeconds(2));

      // then
      assertThat(watch.code()).isEqualTo(Code.OK);
      assertThat(watch.tasks())
          .last()
          .isEqualTo(image(taskId, "failed_x", TaskState.TASK_STATE_FAILED));
    }
  }

  @Test
  void shouldNotKnowATaskThatNobodyBegan() {
    try (Gateway gateway = gateway(SCRIPT)) {
      // when
      RpcFailure failure = WatchCall.open(gateway.channel(), "nobody-began-me").failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.NOT_FOUND);
      assertThat(failure.reason()).isEqualTo("TASK_NOT_FOUND");
      assertThat(failure.metadata())
          .containsEntry("phase", "await")
          .containsEntry("task_id", "nobody-began-me");
      assertNothingLeft(gateway);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nb", "a\0", "ü"})
  void shouldRefuseIdsThatNoTaskCanHave(String taskId) {
    try (Gateway gateway = gateway(SCRIPT)) {
      // when
      RpcFailure failure = WatchCall.open(gateway.channel(), taskId).failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(failure.violations()).singleElement().asString().startsWith("task_id is ");
      assertThat(gateway.simulator().requests().count(Step.STATUS)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldTellAllWatchersWhyTheStatusCannotBeRead(FaultBuilder fault, Code code, String reason) {
    try (Gateway gateway = gateway(SCRIPT)) {
      // given
      String taskId = predicted(gateway);
      List<WatchCall> watches =
          IntStream.range(0, 5).mapToObj(_ -> WatchCall.open(gateway.channel(), taskId)).toList();
      await().until(() -> watches.stream().allMatch(watch -> watch.statuses().size() == 1));

      // when
      gateway.simulator().faults().add(fault);

      // then
      assertThat(watches)
          .allSatisfy(
              watch -> {
                assertThat(watch.failure().code()).isEqualTo(code);
                assertThat(watch.failure().reason()).isEqualTo(reason);
                assertThat(watch.failure().metadata()).containsEntry("task_id", taskId);
                assertThat(watch.statuses()).containsExactly("queued");
              });
      assertNothingLeft(gateway);
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            Fault.at(Step.STATUS).status(503).always(), Code.UNAVAILABLE, "UPSTREAM_UNAVAILABLE"),
        Arguments.of(
            Fault.at(Step.STATUS).resetAfterRead().always(),
            Code.UNAVAILABLE,
            "UPSTREAM_UNAVAILABLE"),
        Arguments.of(
            Fault.at(Step.STATUS).status(429).always(),
            Code.RESOURCE_EXHAUSTED,
            "UPSTREAM_RATE_LIMITED"),
        Arguments.of(
            Fault.at(Step.STATUS).status(401).always(),
            Code.FAILED_PRECONDITION,
            "UPSTREAM_CREDENTIALS_REJECTED"),
        Arguments.of(Fault.at(Step.STATUS).status(404).always(), Code.NOT_FOUND, "TASK_NOT_FOUND"));
  }

  @Test
  void shouldRideOutAStatusThatFailsForAMoment() {
    try (Gateway gateway = gateway(SCRIPT)) {
      // given
      String taskId = predicted(gateway);
      gateway.simulator().faults().add(Fault.at(Step.STATUS).status(503).times(3));

      // when
      WatchCall watch = WatchCall.open(gateway.channel(), taskId);

      // then
      await().until(() -> watch.statuses().equals(List.of("queued")));
    }
  }

  @Test
  void shouldServeAThousandWatchersWithOnePollAtATime() {
    try (Gateway gateway = gateway(SCRIPT);
        Channels channels =
            new Channels(gateway, 10, NettyChannelBuilder.DEFAULT_FLOW_CONTROL_WINDOW)) {
      // given
      String taskId = predicted(gateway);
      RequestLog requests = gateway.simulator().requests();
      requests.clear();
      // Long enough for looks at the same time to meet.
      gateway
          .simulator()
          .faults()
          .add(Fault.at(Step.STATUS).delay(Duration.ofMillis(100)).always());
      long start = System.nanoTime();

      // when
      List<WatchCall> watches = channels.watch(taskId, 1000);
      for (String status : List.of("queued", "processing", "predicted")) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  assertThat(requests.openRequests()).isLessThanOrEqualTo(1);
                  return watches.stream().allMatch(watch -> watch.statuses().contains(status));
                });
        clock.advance(Duration.ofSeconds(1));
      }

      // then
      assertThat(watches)
          .allSatisfy(
              watch -> {
                assertThat(watch.code()).isEqualTo(Code.OK);
                assertThat(watch.statuses()).containsExactly("queued", "processing", "predicted");
              });
      // One watcher's look begins at the earliest 100 ms after the one before has ended.
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
      System.out.printf(
          "polls for 1,000 watchers within %d s: %d%n", seconds, requests.count(Step.STATUS));
      assertThat(requests.count(Step.STATUS)).isLessThanOrEqualTo((int) seconds * 5);
      assertNothingLeft(gateway);
    }
  }

  @Test
  void shouldGoOnForTheLastOfAThousandWatchers() {
    try (Gateway gateway = gateway(SCRIPT);
        Channels channels =
            new Channels(gateway, 10, NettyChannelBuilder.DEFAULT_FLOW_CONTROL_WINDOW)) {
      // given
      String taskId = predicted(gateway);
      List<WatchCall> watches = channels.watch(taskId, 1000);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> watches.stream().allMatch(watch -> watch.statuses().size() == 1));

      // when
      watches.subList(1, 1000).forEach(WatchCall::cancel);
      await().until(() -> gateway.server().activeCalls() == 1);
      assertThat(gateway.server().polledTasks()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(2));

      // then
      assertThat(watches.getFirst().code()).isEqualTo(Code.OK);
      assertThat(watches.getFirst().statuses()).containsExactly("queued", "predicted");
      assertNothingLeft(gateway);
    }
  }

  @Test
  void shouldShareThePollOfThePredictionThatMadeTheTask() {
    try (Gateway gateway = gateway(SCRIPT)) {
      // given
      ImageCall prediction = gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg());
      String taskId = prediction.taskId();

      // when
      WatchCall watch = WatchCall.open(gateway.channel(), taskId);
      await().until(() -> watch.statuses().size() == 1 && gateway.server().activeCalls() == 2);

      // then
      assertThat(gateway.server().polledTasks()).isEqualTo(1);

      // when
      clock.advance(Duration.ofSeconds(2));

      // then
      assertThat(prediction.response().getPrediction().getTaskId()).isEqualTo(taskId);
      assertThat(watch.code()).isEqualTo(Code.OK);
      assertNothingLeft(gateway);
    }
  }

  @Test
  void shouldStopTheLookInHandWhenItsWatcherCancels() {
    try (Gateway gateway = gateway(SCRIPT)) {
      // given
      String taskId = predicted(gateway);
      RequestLog requests = gateway.simulator().requests();
      gateway.simulator().faults().add(Fault.at(Step.STATUS).delay(Duration.ofMinutes(5)));
      WatchCall watch = WatchCall.open(gateway.channel(), taskId);
      await().until(() -> requests.openRequests() == 1);

      // when
      watch.cancel();

      // then
      await().until(() -> requests.openRequests() == 0);
      assertNothingLeft(gateway);
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenTheDeadlinePasses() {
    try (Gateway gateway = gateway(SCRIPT)) {
      // given
      String taskId = predicted(gateway);

      // when
      WatchCall watch =
          WatchCall.open(
              gateway.channel(),
              taskId,
              CallOptions.DEFAULT.withDeadlineAfter(500, TimeUnit.MILLISECONDS));

      // then
      assertThat(watch.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
      assertThat(watch.statuses()).containsExactly("queued");
      assertNothingLeft(gateway);
    }
  }

  @Test
  void shouldEndAWatchWhenTheGatewayDrains() {
    try (Gateway gateway = gateway(SCRIPT, "SERVER_DRAIN_TIMEOUT", "200ms")) {
      // given
      String taskId = predicted(gateway);
      WatchCall watch = WatchCall.open(gateway.channel(), taskId);
      await().until(() -> watch.statuses().size() == 1);

      // when
      gateway.server().close();

      // then
      assertThat(watch.failure().code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(watch.failure().reason()).isEqualTo("GATEWAY_DRAINING");
      assertThat(watch.failure().metadata()).isEqualTo(Map.of("phase", "await", "task_id", taskId));
      assertThat(gateway.server().polledTasks()).isZero();
    }
  }

  @Test
  void shouldPollAllTasksInTurnUnderTheCeiling() {
    try (Gateway gateway = gateway(SCRIPT, "PREDICTION_POLLING_MAX_PER_SECOND", "20")) {
      // given
      List<String> taskIds = IntStream.range(0, 5).mapToObj(_ -> predicted(gateway)).toList();
      RequestLog requests = gateway.simulator().requests();
      requests.clear();
      long start = System.nanoTime();

      // when
      List<WatchCall> watches =
          taskIds.stream().map(id -> WatchCall.open(gateway.channel(), id)).toList();
      await().pollInterval(Duration.ofMillis(5)).until(() -> requests.requests().size() >= 30);
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);

      // then
      assertThat(elapsed).isGreaterThan(Duration.ofMillis(29 * 50));
      assertThat(taskIds)
          .allSatisfy(
              id ->
                  assertThat(requests.requests().stream().filter(seen -> seen.taskId().equals(id)))
                      .hasSizeGreaterThanOrEqualTo(4));
      watches.forEach(WatchCall::cancel);
      assertNothingLeft(gateway);
    }
  }

  @Test
  void shouldEndAWatchWhoseCallerReadsNothing() {
    String[] statuses =
        IntStream.range(0, 1000).mapToObj(i -> "x".repeat(400) + i).toArray(String[]::new);
    TaskScript restless =
        TaskScript.succeeding()
            .withStatuses(statuses)
            .withInferenceTime(Duration.ofSeconds(statuses.length - 2));
    try (Gateway gateway =
            gateway(
                restless,
                "MEDIA_STALL_TIMEOUT",
                "300ms",
                "PREDICTION_POLLING_MIN_WAIT",
                "1ms",
                "PREDICTION_POLLING_MAX_WAIT",
                "1ms",
                "PREDICTION_POLLING_MAX_PER_SECOND",
                "10000");
        Channels narrow = new Channels(gateway, 1, SMALLEST_WINDOW)) {
      // given
      String taskId = predicted(gateway);
      WatchCall watch = WatchCall.openWithoutReading(narrow.channels.getFirst(), taskId);
      await().until(() -> gateway.server().activeCalls() == 1);

      // when
      await()
          .pollInterval(Duration.ofMillis(2))
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                clock.advance(Duration.ofSeconds(1));
                return gateway.server().activeCalls() == 0;
              });

      // then
      assertNothingLeft(gateway);
      watch.readAll();
      assertThat(watch.failure().code()).isEqualTo(Code.ABORTED);
      assertThat(watch.failure().reason()).isEqualTo("STREAM_STALLED");
    }
  }

  private Gateway gateway(TaskScript script, String... settings) {
    return Gateway.start(SimulatorOptions.builder().script(script).clock(clock).build(), settings);
  }

  /** A task under way that nobody in the gateway waits for. */
  private static String predicted(Gateway gateway) {
    ImageCall call = gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg());
    String taskId = call.taskId();
    call.cancel();
    assertNothingLeft(gateway);
    return taskId;
  }

  private static Task image(String taskId, String status, TaskState state) {
    return Task.newBuilder()
        .setTaskId(taskId)
        .setPredictionTaskUuid(taskId)
        .setPredictionType(PredictionType.PREDICTION_TYPE_IMAGE)
        .setState(state)
        .setStatus(status)
        .build();
  }

  private static void assertNothingLeft(Gateway gateway) {
    await()
        .untilAsserted(
            () -> {
              assertThat(gateway.server().activeCalls()).isZero();
              assertThat(gateway.server().polledTasks()).isZero();
              assertThat(gateway.simulator().requests().openRequests()).isZero();
            });
  }

  /** Connections, because one carries a hundred calls at a time. */
  private static final class Channels implements AutoCloseable {
    private final List<ManagedChannel> channels;

    Channels(Gateway gateway, int count, int window) {
      channels =
          IntStream.range(0, count)
              .mapToObj(
                  _ ->
                      NettyChannelBuilder.forAddress("127.0.0.1", gateway.server().port())
                          .usePlaintext()
                          .flowControlWindow(window)
                          .build())
              .toList();
    }

    List<WatchCall> watch(String taskId, int count) {
      return IntStream.range(0, count)
          .mapToObj(i -> WatchCall.open(channels.get(i % channels.size()), taskId))
          .toList();
    }

    @Override
    public void close() {
      channels.forEach(ManagedChannel::shutdownNow);
    }
  }
}
