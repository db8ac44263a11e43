package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.ResultStreams.Query;
import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import com.google.protobuf.MessageLite;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader that goes away, or takes nothing, in each phase of each stream. */
@ExtendWith(LeakCheck.class)
class ResultCancellationTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  // Twice keepalive.time, its timeout, and room for a slow machine.
  private static final Duration GONE = Duration.ofSeconds(30);

  // What a reader that takes nothing may be sent: the windows of client and connection, and a part.
  private static final int WINDOWS_BYTES = 3 << 20;

  // More than all windows together.
  private static final byte[] VIDEO =
      ArchiveWriter.write(
          new Predictions(
              IntStream.range(1, 30)
                  .mapToObj(id -> Sightings.track(id, 0, 6_000, Sightings.category(1, "car", 1)))
                  .toList(),
              Optional.of(Sightings.timeline(6_000))));
  private static final byte[] IMAGE =
      ArchiveWriter.write(
          new Predictions(
              IntStream.range(1, 50_000)
                  .mapToObj(id -> Sightings.track(id, 0, 1, Sightings.category(id, "leaf", 1)))
                  .toList(),
              Optional.empty()));

  /** Where the call stands when its reader leaves. */
  enum Moment {
    STATUS,
    DOWNLOAD,
    /** Only the header came: frames are being sorted. */
    HEADER,
    STREAM
  }

  /** All that stream. */
  enum Method {
    IMAGE_OBJECTS,
    VIDEO_OBJECTS,
    VIDEO_FRAMES,
    ARCHIVE;

    StreamCall<? extends MessageLite> open(Channel channel, CallOptions options, String task) {
      return this == ARCHIVE
          ? StreamCall.open(
              channel,
              options,
              ResultServiceGrpc.getDownloadResultsMethod(),
              DownloadResultsRequest.newBuilder().setTaskId(task).build())
          : ResultStreams.valueOf(name()).open(channel, options, Query.of(task));
    }
  }

  static Stream<Arguments> momentsOfMethods() {
    return Stream.of(Method.values())
        .flatMap(method -> Stream.of(Moment.values()).map(moment -> Arguments.of(method, moment)))
        .filter(cell -> cell.get()[0] == Method.VIDEO_FRAMES || cell.get()[1] != Moment.HEADER);
  }

  @ParameterizedTest
  @MethodSource("momentsOfMethods")
  void shouldLeaveNothingBehindWhenTheReaderCancels(Method method, Moment moment)
      throws InterruptedException {
    try (Gateway gateway = gateway();
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      String task = task(method, tasks);
      hold(gateway, moment);
      StreamCall<? extends MessageLite> call =
          method.open(gateway.channel(), CallOptions.DEFAULT, task);
      awaitMoment(gateway, moment, call);

      // when
      call.cancel();

      // then
      assertNothingLeft(gateway);
    }
  }

  @ParameterizedTest
  @MethodSource("momentsOfMethods")
  void shouldLeaveNothingBehindWhenTheDeadlinePasses(Method method, Moment moment)
      throws InterruptedException {
    try (Gateway gateway = gateway();
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      String task = task(method, tasks);
      hold(gateway, moment);
      CallOptions deadline = CallOptions.DEFAULT.withDeadlineAfter(1500, TimeUnit.MILLISECONDS);
      StreamCall<? extends MessageLite> call = method.open(gateway.channel(), deadline, task);
      awaitMoment(gateway, moment, call);

      // when
      await().until(() -> gateway.server().activeCalls() == 0);

      // then
      assertThat(new RpcFailure(failure(call)).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
      assertNothingLeft(gateway);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldHoldNoMoreThanItsWindowForAReaderWhoTakesNothing(Method method)
      throws InterruptedException {
    try (Gateway gateway = gateway("MEDIA_STALL_TIMEOUT", "1s");
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      StreamCall<? extends MessageLite> call =
          method.open(gateway.channel(), CallOptions.DEFAULT, task(method, tasks));
      long bytes = call.next(1).getFirst().getSerializedSize();

      // when
      await().until(() -> gateway.server().activeCalls() == 0);

      // then
      RpcFailure failure = null;
      while (failure == null) {
        try {
          bytes += call.next(1).getFirst().getSerializedSize();
        } catch (StatusRuntimeException e) {
          failure = new RpcFailure(e);
        }
      }
      assertThat(failure.code()).isEqualTo(Code.ABORTED);
      assertThat(failure.reason()).isEqualTo("STREAM_STALLED");
      assertThat(bytes).isLessThan(WINDOWS_BYTES);
      assertNothingLeft(gateway);
    }
  }

  @Test
  void shouldEndTheStreamsOfReadersWhoAreGoneWithoutAWord() throws Exception {
    try (Gateway gateway =
            gateway("SERVER_KEEPALIVE_TIME", "10s", "SERVER_KEEPALIVE_TIMEOUT", "1s");
        GivenTasks tasks = new GivenTasks(gateway);
        FreezingProxy proxy = FreezingProxy.before(gateway.server().port())) {
      // given
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", proxy.port()).usePlaintext().build();
      for (Method method : Method.values()) {
        method.open(channel, CallOptions.DEFAULT, task(method, tasks)).next(1);
      }

      // when
      proxy.freeze();

      // then
      await().atMost(GONE).until(() -> gateway.server().activeCalls() == 0);
      assertNothingLeft(gateway);
      channel.shutdownNow();
    }
  }

  /** Holds nothing that nobody reads, and every archive in a file. */
  private static Gateway gateway(String... settings) {
    String[] all =
        Stream.concat(
                Stream.of("UPSTREAM_RESULTS_MEMORY_BYTES", "1", "RESULTS_IDLE_MAX_ARCHIVES", "0"),
                Stream.of(settings))
            .toArray(String[]::new);
    return Gateway.start(GivenTasks.simulator().build(), all);
  }

  private static String task(Method method, GivenTasks tasks) throws InterruptedException {
    String task = method == Method.IMAGE_OBJECTS ? tasks.image() : tasks.video();
    tasks.answer(
        task,
        switch (method) {
          case IMAGE_OBJECTS -> IMAGE;
          case VIDEO_OBJECTS, VIDEO_FRAMES -> VIDEO;
          case ARCHIVE -> new byte[3 * WINDOWS_BYTES];
        });
    return task;
  }

  private static void hold(Gateway gateway, Moment moment) {
    switch (moment) {
      case STATUS -> gateway.simulator().faults().add(Fault.at(Step.STATUS).delay(LONG));
      case DOWNLOAD -> gateway.simulator().faults().add(Fault.at(Step.RESULTS).bytesPerSecond(1));
      case HEADER, STREAM -> {}
    }
  }

  private static void awaitMoment(
      Gateway gateway, Moment moment, StreamCall<? extends MessageLite> call)
      throws InterruptedException {
    RequestLog requests = gateway.simulator().requests();
    switch (moment) {
      case STATUS -> await().until(() -> requests.count(Step.STATUS) == 1);
      case DOWNLOAD -> await().until(() -> requests.count(Step.RESULTS) == 1);
      case HEADER -> assertThat(call.next(1)).hasSize(1);
      case STREAM -> assertThat(call.next(3)).hasSize(3);
    }
  }

  private static StatusRuntimeException failure(StreamCall<? extends MessageLite> call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::rest);
  }

  private static void assertNothingLeft(Gateway gateway) {
    await().until(() -> gateway.server().activeCalls() == 0);
    await().until(() -> gateway.simulator().requests().openRequests() == 0);
    await().until(() -> OpenFiles.withoutName() == 0);
  }
}
