package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.ResultStreams.Query;
import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.EncodedObjects;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import com.google.rpc.RetryInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However many slow readers there are, what is decoded for them stays within its budget. */
@ExtendWith(LeakCheck.class)
class DecodeMemoryLimitTest {
  private static final int READERS = 12;
  // More than all windows together, so that slow readers stay.
  private static final byte[] VIDEO =
      ArchiveWriter.write(
          new Predictions(
              IntStream.range(1, 30)
                  .mapToObj(id -> Sightings.track(id, 0, 6_000, Sightings.category(1, "car", 1)))
                  .toList(),
              Optional.of(Sightings.timeline(6_000))));

  private final List<ManagedChannel> channels = new ArrayList<>();

  @AfterEach
  void closeChannels() {
    channels.forEach(ManagedChannel::shutdownNow);
  }

  @Test
  void shouldRefuseReadersBeyondTheBudgetUntilOthersLeave() throws InterruptedException {
    long budget = 5 * neededBytes();
    try (Gateway gateway =
            Gateway.start(
                GivenTasks.simulator().build(),
                "UPSTREAM_RESULTS_DECODE_MEMORY_BYTES",
                Long.toString(budget));
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      String task = tasks.video(VIDEO);
      List<StreamCall<StreamVideoResultsResponse>> slow = new ArrayList<>();
      List<RpcFailure> refused = new ArrayList<>();

      // when
      for (int i = 0; i < READERS; i++) {
        StreamCall<StreamVideoResultsResponse> call = open(gateway, task);
        try {
          assertThat(call.next(2)).hasSize(2);
          slow.add(call);
        } catch (StatusRuntimeException e) {
          refused.add(new RpcFailure(e));
        }
      }

      // then
      assertThat(slow).hasSize(4);
      assertThat(refused)
          .hasSize(READERS - 4)
          .allSatisfy(DecodeMemoryLimitTest::assertToldToComeBack);
      assertThat(slow.removeFirst().rest())
          .last()
          .matches(StreamVideoResultsResponse::hasCompletion);

      // and when
      slow.forEach(StreamCall::cancel);
      await().until(() -> gateway.server().activeCalls() == 0);

      // then
      assertThat(open(gateway, task).rest())
          .last()
          .matches(StreamVideoResultsResponse::hasCompletion);
    }
  }

  @Test
  void shouldMakeFramesInWhatOtherReadersLeaveOfTheBudget() throws InterruptedException {
    long budget = 5 * neededBytes();
    try (Gateway gateway =
            Gateway.start(
                GivenTasks.simulator().build(),
                "UPSTREAM_RESULTS_DECODE_MEMORY_BYTES",
                Long.toString(budget));
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      Query query = Query.of(tasks.video(VIDEO));
      List<StreamCall<StreamVideoResultsResponse>> slow = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        slow.add(open(gateway, query.taskId()));
        assertThat(slow.getLast().next(2)).hasSize(2);
      }

      // when
      RpcFailure refused =
          new RpcFailure(
              catchThrowableOfType(
                  StatusRuntimeException.class,
                  () -> ResultStreams.VIDEO_FRAMES.read(gateway.channel(), query)));

      // then
      assertToldToComeBack(refused);
      slow.forEach(StreamCall::cancel);
      await().until(() -> gateway.server().activeCalls() == 0);
      assertThat(ResultStreams.VIDEO_FRAMES.read(gateway.channel(), query))
          .last()
          .matches(event -> event.completion() != null);
    }
  }

  @Test
  void shouldCallTooLargeWhatNeverFits() throws InterruptedException {
    try (Gateway gateway =
            Gateway.start(
                GivenTasks.simulator().build(),
                "UPSTREAM_RESULTS_DECODE_MEMORY_BYTES",
                Long.toString(neededBytes()));
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      StreamCall<StreamVideoResultsResponse> call = open(gateway, tasks.video(VIDEO));

      // when
      RpcFailure failure =
          new RpcFailure(catchThrowableOfType(StatusRuntimeException.class, call::rest));

      // then
      assertThat(failure.reason()).isEqualTo("RESULTS_TOO_LARGE");
      assertThat(failure.message()).contains("decode_memory_bytes");
    }
  }

  private static void assertToldToComeBack(RpcFailure failure) {
    assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failure.reason()).isEqualTo("GATEWAY_OVERLOADED");
    assertThat(failure.detail(RetryInfo.class)).isPresent();
  }

  /** Each on a connection of its own, whose window it does not share. */
  private StreamCall<StreamVideoResultsResponse> open(Gateway gateway, String task) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.server().port()).usePlaintext().build();
    channels.add(channel);
    return StreamCall.open(
        channel,
        ResultServiceGrpc.getStreamVideoResultsMethod(),
        StreamVideoResultsRequest.newBuilder().setTaskId(task).build());
  }

  /** The most that a reader holds. */
  private static long neededBytes() {
    DecodeMemory plenty = new DecodeMemory(1L << 30);
    long most = 0;
    try (ResultArchive archive =
            ResultArchive.open(
                ByteSource.of(VIDEO),
                new ArchiveHeaders(null, null),
                DecodeBounds.DEFAULT,
                plenty);
        EncodedObjects reader = archive.videoObjects(ObjectFilter.NONE, 0, 256 << 10)) {
      while (reader.next()) {
        while (reader.nextPiece() != null) {
          most = Math.max(most, plenty.reservedBytes());
        }
      }
    }
    return most;
  }
}
