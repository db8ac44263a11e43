package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.ResultStreams.Query;
import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import com.google.rpc.RetryInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All results in use at a time take no more memory and disk than the settings allow. */
@ExtendWith(LeakCheck.class)
class ResultRoomTest {
  // More than the windows of a slow reader, so that it keeps its archive.
  private static final byte[] ARCHIVE = new byte[6 << 20];
  private static final byte[] VIDEO =
      ArchiveWriter.write(
          new Predictions(
              IntStream.range(1, 30)
                  .mapToObj(id -> Sightings.track(id, 0, 6_000, Sightings.category(1, "car", 1)))
                  .toList(),
              Optional.of(Sightings.timeline(6_000))));

  @Test
  void shouldKeepWhatMemoryHasNoRoomForInFiles() throws InterruptedException {
    try (Gateway gateway = gateway("UPSTREAM_RESULTS_TOTAL_MEMORY_BYTES", bytes(2.5));
        GivenTasks tasks = new GivenTasks(gateway)) {
      // when
      List<StreamCall<DownloadResultsResponse>> slow = slowReaders(gateway, tasks, 6);

      // then
      assertThat(OpenFiles.withoutName()).isBetween(4L, 5L);
      for (StreamCall<DownloadResultsResponse> reader : slow) {
        assertThat(reader.rest()).isNotEmpty();
      }
      await().until(() -> gateway.server().activeCalls() == 0);
    }
  }

  @Test
  void shouldRefuseFurtherArchivesWhileTheFilesAreFull() throws InterruptedException {
    try (Gateway gateway =
            gateway(
                "UPSTREAM_RESULTS_MEMORY_BYTES",
                "0",
                "UPSTREAM_RESULTS_MAX_TOTAL_BYTES",
                bytes(3.5));
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      List<StreamCall<DownloadResultsResponse>> slow = slowReaders(gateway, tasks, 3);
      String further = tasks.video(ARCHIVE);

      // when
      RpcFailure refusal = failure(download(gateway, further));

      // then
      assertOverloaded(refusal);
      assertThat(OpenFiles.withoutName()).isEqualTo(3);
      slow.getFirst().rest();
      await().until(() -> gateway.server().activeCalls() == 2);
      assertThat(download(gateway, further).rest()).isNotEmpty();
      slow.forEach(StreamCall::cancel);
      await().until(() -> gateway.server().activeCalls() == 0);
    }
  }

  @Test
  void shouldRefuseFramesWhileTheFilesAreFull() throws InterruptedException {
    try (Gateway gateway =
            gateway(
                "UPSTREAM_RESULTS_MEMORY_BYTES",
                "0",
                "UPSTREAM_RESULTS_MAX_TOTAL_BYTES",
                Integer.toString(3 * VIDEO.length + 25_000_000));
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      Query first = Query.of(tasks.video(VIDEO));
      Query second = Query.of(tasks.video(VIDEO));
      var slow = ResultStreams.VIDEO_FRAMES.open(gateway.channel(), first);
      // The header comes before the files are written, a part after it.
      slow.next(2);

      // when
      RpcFailure refusal = failure(ResultStreams.VIDEO_FRAMES.open(gateway.channel(), second));

      // then
      assertOverloaded(refusal);
      slow.cancel();
      await().until(() -> gateway.server().activeCalls() == 0);
      assertThat(ResultStreams.VIDEO_FRAMES.read(gateway.channel(), second)).isNotEmpty();
    }
  }

  private static void assertOverloaded(RpcFailure failure) {
    assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failure.reason()).isEqualTo("GATEWAY_OVERLOADED");
    assertThat(failure.message()).contains("max_total_bytes", "Try again later");
    assertThat(failure.detail(RetryInfo.class))
        .hasValueSatisfying(info -> assertThat(info.getRetryDelay().getSeconds()).isPositive());
  }

  private static RpcFailure failure(StreamCall<?> call) {
    return new RpcFailure(catchThrowableOfType(StatusRuntimeException.class, call::rest));
  }

  private static List<StreamCall<DownloadResultsResponse>> slowReaders(
      Gateway gateway, GivenTasks tasks, int count) throws InterruptedException {
    List<StreamCall<DownloadResultsResponse>> readers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StreamCall<DownloadResultsResponse> reader = download(gateway, tasks.video(ARCHIVE));
      reader.next(1);
      readers.add(reader);
    }
    return readers;
  }

  private static StreamCall<DownloadResultsResponse> download(Gateway gateway, String task) {
    return StreamCall.open(
        gateway.channel(),
        ResultServiceGrpc.getDownloadResultsMethod(),
        DownloadResultsRequest.newBuilder().setTaskId(task).build());
  }

  private static Gateway gateway(String... settings) {
    return Gateway.start(GivenTasks.simulator().build(), settings);
  }

  private static String bytes(double archives) {
    return Long.toString((long) (archives * ARCHIVE.length));
  }
}
