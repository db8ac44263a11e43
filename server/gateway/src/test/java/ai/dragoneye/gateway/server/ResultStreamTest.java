package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.dragoneye.gateway.server.ResultStreams.Event;
import ai.dragoneye.gateway.server.ResultStreams.Query;
import ai.dragoneye.gateway.simulator.archive.ResultsArchive;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.VideoHeader;
import com.google.protobuf.MessageLite;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each stream of results delivers, and what it refuses. */
@ExtendWith(LeakCheck.class)
class ResultStreamTest {

  @Test
  void shouldStreamTheObjectsOfAnImage() throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      Predictions given = Sightings.image();
      String task = tasks.image(given);

      // when
      List<Event> events = ResultStreams.IMAGE_OBJECTS.read(gateway.channel(), Query.of(task));

      // then
      assertThat(ResultStreams.headers(events))
          .containsExactly(
              ImageHeader.newBuilder()
                  .setTaskId(task)
                  .setPredictionTaskUuid(task)
                  .setOriginalFileName(GivenTasks.FILE_NAME)
                  .build());
      assertThat(WholeResults.imageObjects(events)).isEqualTo(ExpectedResults.imageObjects(given));
      assertThat(ResultStreams.parts(events)).hasSizeGreaterThan(4);
      assertThat(events.getLast().end()).isEqualTo(completion(4, 4));
    }
  }

  @Test
  void shouldStreamTheObjectsOfAVideo() throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      Predictions given = Sightings.video();
      String task = tasks.video(given);

      // when
      List<Event> events = ResultStreams.VIDEO_OBJECTS.read(gateway.channel(), Query.of(task));

      // then
      assertHeaderOf(task, given, events);
      assertThat(WholeResults.videoObjects(events)).isEqualTo(ExpectedResults.videoObjects(given));
      assertThat(ResultStreams.parts(events)).hasSizeGreaterThan(6);
      assertThat(events.getLast().end()).isEqualTo(completion(6, 6));
    }
  }

  @Test
  void shouldStreamTheFramesOfAVideo() throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      Predictions given = Sightings.video();
      String task = tasks.video(given);

      // when
      List<Event> events = ResultStreams.VIDEO_FRAMES.read(gateway.channel(), Query.of(task));

      // then
      assertHeaderOf(task, given, events);
      assertThat(WholeResults.frames(events)).isEqualTo(ExpectedResults.frames(given));
      assertThat(events.getLast().end()).isEqualTo(completion(12_000, 12_000));
    }
  }

  @Test
  void shouldStreamWhatTheSimulatorSeesInAVideo() throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      Query query = Query.of(tasks.video());

      // when
      List<Event> objects = ResultStreams.VIDEO_OBJECTS.read(gateway.channel(), query);
      List<Event> frames = ResultStreams.VIDEO_FRAMES.read(gateway.channel(), query);

      // then
      assertThat(WholeResults.videoObjects(objects)).isNotEmpty();
      assertThat(WholeResults.frames(frames)).hasSize(10 * GivenTasks.FRAMES_PER_SECOND);
      assertThat(gateway.simulator().requests().count(Step.RESULTS)).isOne();
    }
  }

  @Test
  void shouldStreamAVideoInWhichNothingWasSeen() throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      Query query = Query.of(tasks.video(new Predictions(List.of(), Optional.empty())));

      // when
      List<Event> objects = ResultStreams.VIDEO_OBJECTS.read(gateway.channel(), query);
      List<Event> frames = ResultStreams.VIDEO_FRAMES.read(gateway.channel(), query);

      // then
      assertThat(objects).hasSize(2).isEqualTo(frames);
      assertThat(objects.getLast().end()).isEqualTo(completion(0, 0));
    }
  }

  @Test
  void shouldDownloadTheArchiveByteForByteEvenWhereItIsNone()
      throws InterruptedException, IOException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      byte[] noise = new byte[1_000_000];
      new Random(1).nextBytes(noise);
      String task = tasks.video(noise);

      // when
      List<DownloadResultsResponse> events = download(gateway, task).rest();

      // then
      assertThat(events.getFirst().getHeader().getTaskId()).isEqualTo(task);
      assertThat(events.getFirst().getHeader().getPredictionTaskUuid()).isEqualTo(task);
      assertThat(events.getFirst().getHeader().getSizeBytes()).isEqualTo(noise.length);
      assertThat(events.getFirst().getHeader().getFramesPerSecond())
          .isEqualTo(GivenTasks.FRAMES_PER_SECOND);
      assertThat(events.getFirst().getHeader().getOriginalFileName())
          .isEqualTo(GivenTasks.FILE_NAME);
      assertThat(chunks(events)).isEqualTo(noise);
      assertThat(events.getLast().getCompletion().getSizeBytes()).isEqualTo(noise.length);
      CRC32C crc = new CRC32C();
      crc.update(noise);
      assertThat(events.getLast().getCompletion().getCrc32C()).isEqualTo((int) crc.getValue());
      assertThat(events).allMatch(event -> event.getSerializedSize() <= 1 << 20);
    }
  }

  @Test
  void shouldNotTellFramesPerSecondOfAnImage() throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // when
      List<DownloadResultsResponse> events = download(gateway, tasks.image()).rest();

      // then
      assertThat(events.getFirst().getHeader().hasFramesPerSecond()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSayThatAnArchiveIsBrokenAndAskForItAnew(ResultStreams stream)
      throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      String task = stream == ResultStreams.IMAGE_OBJECTS ? tasks.image() : tasks.video();
      gateway
          .simulator()
          .answerResultsFrom(_ -> Optional.of(new ResultsArchive.InMemory(new byte[1000])));

      // when
      RpcFailure first = failure(stream, gateway, Query.of(task));
      RpcFailure second = failure(stream, gateway, Query.of(task));

      // then
      assertThat(first.code()).isEqualTo(Code.DATA_LOSS);
      assertThat(second.reason()).isEqualTo("RESULTS_CORRUPT");
      assertThat(gateway.simulator().requests().count(Step.RESULTS)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseATaskOfTheOtherFamily(ResultStreams stream) throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      String other = stream == ResultStreams.IMAGE_OBJECTS ? tasks.video() : tasks.image();

      // when
      RpcFailure failure = failure(stream, gateway, Query.of(other));

      // then
      assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
      assertThat(failure.reason()).isEqualTo("TASK_TYPE_MISMATCH");
      assertThat(gateway.simulator().requests().count(Step.RESULTS)).isZero();
    }
  }

  @Test
  void shouldRefuseTheOtherFamilyAlsoWhereItsArchiveIsHere() throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      String video = tasks.video();
      assertThat(download(gateway, video).rest()).isNotEmpty();

      // when
      RpcFailure streamed = failure(ResultStreams.IMAGE_OBJECTS, gateway, Query.of(video));
      RpcFailure whole =
          new RpcFailure(
              catchThrowableOfType(
                  StatusRuntimeException.class,
                  () ->
                      gateway
                          .results()
                          .getImageResults(
                              GetImageResultsRequest.newBuilder().setTaskId(video).build())));

      // then
      assertThat(streamed.reason()).isEqualTo("TASK_TYPE_MISMATCH");
      assertThat(streamed.metadata()).containsEntry("prediction_type", "video");
      assertThat(whole.reason()).isEqualTo("TASK_TYPE_MISMATCH");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSayThatATaskIsInProgress(ResultStreams stream) throws InterruptedException {
    try (Gateway gateway =
            Gateway.start(GivenTasks.simulator().inferenceTime(Duration.ofMinutes(5)).build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      String task = stream == ResultStreams.IMAGE_OBJECTS ? tasks.image() : tasks.video();

      // when
      RpcFailure failure = failure(stream, gateway, Query.of(task));
      RpcFailure download = failure(download(gateway, task));

      // then
      assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
      assertThat(failure.reason()).isEqualTo("RESULTS_UNAVAILABLE");
      assertThat(failure.metadata())
          .containsEntry("task_id", task)
          .containsEntry("phase", "results");
      assertThat(download.reason()).isEqualTo("RESULTS_UNAVAILABLE");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSayThatATaskFailed(ResultStreams stream) throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      gateway
          .simulator()
          .scriptTasks(
              TaskScript.succeeding()
                  .withInferenceTime(Duration.ZERO)
                  .withStatuses("pending", "failed_x"));
      String task = stream == ResultStreams.IMAGE_OBJECTS ? tasks.image() : tasks.video();

      // when
      RpcFailure failure = failure(stream, gateway, Query.of(task));
      RpcFailure download = failure(download(gateway, task));

      // then
      assertThat(failure.reason()).isEqualTo("PREDICTION_FAILED");
      assertThat(download.reason()).isEqualTo("PREDICTION_FAILED");
      assertThat(gateway.simulator().requests().count(Step.RESULTS)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotKnowATaskThatNobodyBegan(ResultStreams stream) throws InterruptedException {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure = failure(stream, gateway, Query.of("nobody-began-me"));
      RpcFailure download = failure(download(gateway, "nobody-began-me"));

      // then
      assertThat(failure.code()).isEqualTo(Code.NOT_FOUND);
      assertThat(failure.reason()).isEqualTo("TASK_NOT_FOUND");
      assertThat(download.reason()).isEqualTo("TASK_NOT_FOUND");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAnIdThatNoTaskCanHave(ResultStreams stream) throws InterruptedException {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure = failure(stream, gateway, Query.of(""));

      // then
      assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(failure.violations()).singleElement().asString().startsWith("task_id ");
      assertThat(failure(download(gateway, "")).reason()).isEqualTo("INVALID_REQUEST");
    }
  }

  private static void assertHeaderOf(String task, Predictions given, List<Event> events) {
    VideoHeader first = (VideoHeader) ResultStreams.headers(events).getFirst();
    assertThat(first.getTaskId()).isEqualTo(task);
    assertThat(first.getPredictionTaskUuid()).isEqualTo(task);
    assertThat(first.getOriginalFileName()).isEqualTo(GivenTasks.FILE_NAME);
    assertThat(first.getFramesPerSecond()).isEqualTo(GivenTasks.FRAMES_PER_SECOND);
    assertThat(WholeResults.timeline(events)).isEqualTo(given.frameTimestamps().orElseThrow());
  }

  private static StreamCall<DownloadResultsResponse> download(Gateway gateway, String task) {
    return StreamCall.open(
        gateway.channel(),
        ResultServiceGrpc.getDownloadResultsMethod(),
        DownloadResultsRequest.newBuilder().setTaskId(task).build());
  }

  private static byte[] chunks(List<DownloadResultsResponse> events) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (DownloadResultsResponse event : events.subList(1, events.size() - 1)) {
      assertThat(event.hasChunk()).isTrue();
      event.getChunk().writeTo(bytes);
    }
    return bytes.toByteArray();
  }

  private static ResultCompletion completion(int read, int sent) {
    return ResultCompletion.newBuilder().setReadCount(read).setSentCount(sent).build();
  }

  private static RpcFailure failure(ResultStreams stream, Gateway gateway, Query query) {
    return failure(stream.open(gateway.channel(), query));
  }

  private static RpcFailure failure(StreamCall<? extends MessageLite> call) {
    return new RpcFailure(catchThrowableOfType(StatusRuntimeException.class, call::rest));
  }
}
