package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.Phase;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.PredictVideoResponse.EventCase;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionProgress;
import ai.dragoneye.gateway.v1.PredictionType;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakCheck.class)
class PredictVideoTest {
  @ParameterizedTest
  @CsvSource({
    "clip.mp4, video/mp4, true",
    "clip.mp4, video/mp4, false",
    "clip-moov-last.mov, video/quicktime, true",
    "clip-moov-last.mov, video/quicktime, false",
    "clip.webm, video/webm, true",
    "clip.webm, video/webm, false"
  })
  void shouldSendEveryEventInItsPlace(String file, String mimeType, boolean declared) {
    try (Gateway gateway = Gateway.start()) {
      // given
      byte[] media = Clips.named(file);
      PredictionConfig.Builder config =
          VideoCall.mp4().setMimeType(mimeType).setFileName(file).setFramesPerSecond(5);
      if (declared) {
        config.setSizeBytes(media.length).setCrc32C(Pictures.crc32c(media));
      }

      // when
      List<PredictVideoResponse> events =
          VideoCall.open(gateway.channel()).config(config).media(media).call().complete();

      // then
      assertOrder(events);
      String uuid = gateway.simulator().requests().tasks().getFirst().taskId();
      assertThat(only(events, EventCase.TASK).getTask())
          .isEqualTo(
              Task.newBuilder()
                  .setTaskId(uuid)
                  .setPredictionTaskUuid(uuid)
                  .setPredictionType(PredictionType.PREDICTION_TYPE_VIDEO)
                  .setState(TaskState.TASK_STATE_IN_PROGRESS)
                  .build());
      VideoHeader header = only(events, EventCase.HEADER).getHeader();
      assertThat(header.getTaskId()).isEqualTo(uuid);
      assertThat(header.getOriginalFileName()).isEqualTo(file);
      assertThat(header.getFramesPerSecond()).isEqualTo(5);
      assertThat(header.getFrameTimestampsMicrosecondsList()).isNotEmpty().isSorted();
      assertThat(header.getLast()).isTrue();
      List<VideoObjectPart> objects = objects(events);
      assertThat(objects).isNotEmpty().allMatch(part -> part.getLast() && part.hasResumeToken());
      assertThat(only(events, EventCase.COMPLETION).getCompletion())
          .isEqualTo(
              ResultCompletion.newBuilder()
                  .setReadCount(objects.size())
                  .setSentCount(objects.size())
                  .build());
      assertThat(phases(events))
          .isSubsetOf(
              declared
                  ? List.of(
                      Phase.PHASE_BEGIN,
                      Phase.PHASE_UPLOAD,
                      Phase.PHASE_PREDICT,
                      Phase.PHASE_AWAIT,
                      Phase.PHASE_RESULTS)
                  : List.of(
                      Phase.PHASE_SPOOL,
                      Phase.PHASE_BEGIN,
                      Phase.PHASE_UPLOAD,
                      Phase.PHASE_PREDICT,
                      Phase.PHASE_AWAIT,
                      Phase.PHASE_RESULTS))
          .isSorted()
          .contains(Phase.PHASE_AWAIT);
      PredictionProgress last =
          events.stream()
              .filter(PredictVideoResponse::hasProgress)
              .map(PredictVideoResponse::getProgress)
              .reduce((before, after) -> after)
              .orElseThrow();
      assertThat(last.getTransferredBytes()).isEqualTo(media.length);
      assertThat(last.getTotalBytes()).isEqualTo(media.length);
      assertThat(last.getStatus()).isEqualTo("predicted");
    }
  }

  private static void assertOrder(List<PredictVideoResponse> events) {
    List<EventCase> kinds = new ArrayList<>();
    for (PredictVideoResponse event : events) {
      if (event.getEventCase() != EventCase.PROGRESS
          && (kinds.isEmpty() || kinds.getLast() != event.getEventCase())) {
        kinds.add(event.getEventCase());
      }
    }
    assertThat(kinds)
        .containsExactly(EventCase.TASK, EventCase.HEADER, EventCase.OBJECT, EventCase.COMPLETION);
    List<EventCase> all = events.stream().map(PredictVideoResponse::getEventCase).toList();
    assertThat(all.lastIndexOf(EventCase.PROGRESS)).isLessThan(all.indexOf(EventCase.HEADER));
    assertThat(all.getFirst()).isEqualTo(EventCase.PROGRESS);
  }

  private static PredictVideoResponse only(List<PredictVideoResponse> events, EventCase kind) {
    List<PredictVideoResponse> found =
        events.stream().filter(event -> event.getEventCase() == kind).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<VideoObjectPart> objects(List<PredictVideoResponse> events) {
    return events.stream()
        .filter(PredictVideoResponse::hasObject)
        .map(PredictVideoResponse::getObject)
        .toList();
  }

  private static List<Phase> phases(List<PredictVideoResponse> events) {
    return events.stream()
        .filter(PredictVideoResponse::hasProgress)
        .map(event -> event.getProgress().getPhase())
        .toList();
  }

  @Test
  void shouldSendOnlyWhatPassesTheFilter() {
    try (Gateway gateway = Gateway.start()) {
      // given
      byte[] media = Clips.mp4();
      List<VideoObjectPart> all =
          objects(
              VideoCall.open(gateway.channel())
                  .config(VideoCall.mp4())
                  .media(media)
                  .call()
                  .complete());
      long wanted = all.getFirst().getObject().getCategories(0).getCategoryId();

      // when
      List<PredictVideoResponse> events =
          VideoCall.open(gateway.channel())
              .config(VideoCall.mp4().setFilter(ResultFilter.newBuilder().addCategoryIds(wanted)))
              .media(media)
              .call()
              .complete();

      // then
      List<VideoObjectPart> passing =
          all.stream()
              .filter(
                  part ->
                      part.getObject().getCategoriesList().stream()
                          .anyMatch(category -> category.getCategoryId() == wanted))
              .toList();
      assertThat(objects(events))
          .extracting(VideoObjectPart::getObject)
          .containsExactlyElementsOf(passing.stream().map(VideoObjectPart::getObject).toList());
      assertThat(only(events, EventCase.COMPLETION).getCompletion())
          .isEqualTo(
              ResultCompletion.newBuilder()
                  .setReadCount(all.size())
                  .setSentCount(passing.size())
                  .build());
    }
  }

  @Test
  void shouldRefuseAFilterThatCannotBe() {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure =
          VideoCall.open(gateway.channel())
              .config(
                  VideoCall.mp4().setFilter(ResultFilter.newBuilder().setMinimumCategoryScore(2)))
              .call()
              .failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(failure.violations())
          .containsExactly(
              "config.filter.minimum_category_score is 2.0; send a number from 0 to 1");
    }
  }

  @Test
  void shouldRefuseImages() {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure =
          VideoCall.open(gateway.channel())
              .config(VideoCall.mp4().setMimeType("image/png"))
              .call()
              .failure();

      // then
      assertThat(failure.reason()).isEqualTo("MEDIA_TYPE_MISMATCH");
      assertThat(failure.metadata()).containsEntry("expected", "video/*");
    }
  }

  @Test
  void shouldTellHowTheUploadGetsOnWithoutFloodingTheCaller() {
    try (Gateway gateway = Gateway.start()) {
      // given
      byte[] media = Clips.mp4OfSize(16_000_000);
      gateway.simulator().faults().add(Fault.at(Step.UPLOAD).bytesPerSecond(8_000_000));

      // when
      VideoCall call =
          VideoCall.open(gateway.channel())
              .config(VideoCall.mp4().setSizeBytes(media.length))
              .media(media);
      call.awaitEvent(EventCase.TASK);

      // then
      List<Long> uploaded =
          call.progress().stream()
              .filter(progress -> progress.getPhase() == Phase.PHASE_UPLOAD)
              .map(PredictionProgress::getTransferredBytes)
              .toList();
      assertThat(uploaded).isSorted().hasSizeBetween(4, 20);
      assertThat(call.progress())
          .allSatisfy(progress -> assertThat(progress.getTotalBytes()).isEqualTo(media.length));
      call.call().cancel();
      await().until(() -> gateway.server().activeCalls() == 0);
    }
  }

  @Test
  void shouldTellWhereAStalledUploadStands() {
    try (Gateway gateway = Gateway.start()) {
      // given
      byte[] media = Clips.mp4OfSize(3_000_000);
      gateway.simulator().faults().add(Fault.at(Step.UPLOAD).stallAfter(1));

      // when the store takes what fits into the sockets' buffers, all at once
      VideoCall call =
          VideoCall.open(gateway.channel())
              .config(VideoCall.mp4().setSizeBytes(media.length))
              .media(media);

      // then
      call.call().await(event -> event.getProgress().getTransferredBytes() > 0);
      call.call().cancel();
      gateway.simulator().faults().clear();
      await().until(() -> gateway.server().activeCalls() == 0);
    }
  }

  @Test
  void shouldCountTheBytesOfTheSpool() {
    try (Gateway gateway = Gateway.start()) {
      // given
      byte[] media = Clips.mp4();
      VideoCall call = VideoCall.open(gateway.channel()).config(VideoCall.mp4()).chunk(media);

      // when
      PredictionProgress spooled =
          call.call()
              .await(event -> event.getProgress().getTransferredBytes() == media.length)
              .getProgress();

      // then
      assertThat(spooled.getPhase()).isEqualTo(Phase.PHASE_SPOOL);
      assertThat(spooled.hasTotalBytes()).isFalse();
      call.call().halfClose();
      assertThat(call.call().complete()).isNotEmpty();
    }
  }

  @Test
  void shouldGoOnWithoutAReaderUntilTheResultIsThere() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().inferenceTime(Duration.ofSeconds(1)).build(),
            "MEDIA_STALL_TIMEOUT",
            "300ms")) {
      // given a caller that reads nothing
      byte[] media = Clips.mp4OfSize(2_000_000);
      VideoCall call =
          VideoCall.openSilent(gateway.channel())
              .config(VideoCall.mp4().setSizeBytes(media.length))
              .media(media);

      // when
      await().until(() -> gateway.simulator().requests().count(Step.RESULTS) == 1);
      call.call().read(1000);

      // then
      assertOrder(call.call().complete());
    }
  }

  @Test
  void shouldWaitForASlowReaderAsLongAsItReads() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().results(LargeResults.ofVideoObjects(10_000)).build(),
            "MEDIA_STALL_TIMEOUT",
            "500ms")) {
      // given
      VideoCall call =
          VideoCall.openSilent(gateway.channel()).config(VideoCall.mp4()).media(Clips.mp4());

      // when it takes longer in all than the stall timeout
      int asked = 0;
      while (!call.call().ended()) {
        int before = asked;
        asked += 1000;
        call.call().read(1000);
        await()
            .pollDelay(Duration.ofMillis(100))
            .until(() -> call.call().messages().size() > before || call.call().ended());
      }

      // then
      assertThat(objects(call.call().complete())).hasSize(10_000);
    }
  }

  @Test
  void shouldEndACallWhoseCallerDoesNotReadItsResult() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().results(LargeResults.ofVideoObjects(40_000)).build(),
            "MEDIA_STALL_TIMEOUT",
            "300ms")) {
      // when
      VideoCall call =
          VideoCall.openSilent(gateway.channel()).config(VideoCall.mp4()).media(Clips.mp4());

      // then
      await().until(() -> gateway.simulator().requests().count(Step.RESULTS) == 1);
      await().until(() -> gateway.server().activeCalls() == 0);
      call.call().read(1_000_000);
      RpcFailure failure = call.call().failure();
      assertThat(failure.code()).isEqualTo(Code.ABORTED);
      assertThat(failure.reason()).isEqualTo("STREAM_STALLED");
      assertThat(failure.message())
          .isEqualTo("nothing was read from the response stream for 300 ms; read while you write");
      assertThat(failure.metadata())
          .containsEntry("phase", "results")
          .containsEntry("predict_sent", "yes")
          .containsKey("task_id");
    }
  }
}
