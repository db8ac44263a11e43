package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.client.ScriptedStream.Cut;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results whose streams break. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResumeTest {
  private static final ResultCompletion ALL =
      ResultCompletion.newBuilder().setReadCount(3).setSentCount(3).build();

  static IntStream everyPlace() {
    return IntStream.range(0, SampleVideo.inFinestParts().length());
  }

  @ParameterizedTest
  @MethodSource("everyPlace")
  void shouldGiveUncutResultWhereverStreamIsCut(int messages) {
    ScriptedStream<StreamVideoResultsResponse> script =
        SampleVideo.inFinestParts().cut(Cut.unavailable(messages), new Cut(messages, null));

    assertThat(read(script))
        .isEqualTo(new VideoPrediction(SampleVideo.HEADER, SampleVideo.objects(), ALL));
    // The second cut may lie behind the end of the rest.
    assertThat(script.tokens).hasSizeBetween(2, 3);
  }

  @Test
  void shouldGiveUncutResultThoughStreamIsCutAfterEachObject() {
    Cut[] cuts = Stream.generate(() -> Cut.unavailable(5)).limit(3).toArray(Cut[]::new);
    ScriptedStream<StreamVideoResultsResponse> script = SampleVideo.inWholeParts().cut(cuts);

    assertThat(read(script))
        .isEqualTo(new VideoPrediction(SampleVideo.HEADER, SampleVideo.objects(), ALL));
    assertThat(script.tokens).containsExactly("", "after-0", "after-1", "after-2");
  }

  @Test
  void shouldContinueAfterResetByProxyAndAfterStall() {
    Cut reset = new Cut(5, Status.INTERNAL.withDescription("RST_STREAM").asRuntimeException());
    Cut stalled =
        new Cut(
            5, Failures.status(Code.ABORTED, "Stalled", Failures.info("STREAM_STALLED", Map.of())));

    assertThat(read(SampleVideo.inWholeParts().cut(reset, stalled)).objects())
        .isEqualTo(SampleVideo.objects());
  }

  @Test
  void shouldContinueOnAnotherGatewayWhenConnectionIsLost() {
    ScriptedVideo video = new ScriptedVideo(SampleVideo.inWholeParts());
    List<VideoDetectedObject> objects = new ArrayList<>();
    try (StalledVideo stalled = StalledVideo.after(1);
        Dragoneye dragoneye = Dragoneye.connect("localhost:" + stalled.gateway.port());
        ResultStream<VideoHeader, VideoDetectedObject> results =
            dragoneye.results().streamVideo("task-1")) {
      // given
      Iterator<VideoDetectedObject> iterator = results.iterator();
      objects.add(iterator.next());

      // when
      stalled.gateway.stop();
      try (FakeGateway other = FakeGateway.servingAt(stalled.gateway.port(), video)) {
        iterator.forEachRemaining(objects::add);
        assertThat(other.headers()).hasSize(1);
      }

      // then
      assertThat(objects).isEqualTo(SampleVideo.objects());
      assertThat(results.completion()).isEqualTo(ALL);
    }
  }

  @Test
  void shouldContinueWithSameTaskAndFilter() {
    ResultFilter filter = ResultFilter.newBuilder().addCategoryNames("car").build();
    ScriptedVideo video = new ScriptedVideo(SampleVideo.inWholeParts().cut(Cut.unavailable(6)));
    try (FakeGateway gateway = FakeGateway.serving(video);
        Dragoneye dragoneye = gateway.connect()) {
      dragoneye.getVideoResults("task-1", ResultOptions.builder().filter(filter).build());

      assertThat(video.requests).hasSize(2);
      assertThat(video.requests)
          .allSatisfy(
              request -> {
                assertThat(request.getTaskId()).isEqualTo("task-1");
                assertThat(request.getFilter()).isEqualTo(filter);
              });
    }
  }

  @Test
  void shouldGiveUpAfterSomeAttemptsWithoutProgress() {
    Cut[] cuts = Stream.generate(() -> Cut.unavailable(6)).limit(20).toArray(Cut[]::new);
    cuts[0] = Cut.unavailable(7);
    ScriptedStream<StreamVideoResultsResponse> script = SampleVideo.inFinestParts().cut(cuts);

    try (FakeGateway gateway = FakeGateway.serving(new ScriptedVideo(script));
        Dragoneye dragoneye = gateway.connectImpatiently()) {
      assertThatThrownBy(() -> dragoneye.getVideoResults("task-1"))
          .isInstanceOf(GatewayUnavailableException.class)
          .hasMessage("Draining; call again [UNAVAILABLE, task task-1]");
    }
    assertThat(script.tokens).hasSize(9);
  }

  @Test
  void shouldGiveElementsBeforeFailureThatDoesNotPass() {
    Cut corrupt =
        new Cut(
            6,
            Failures.status(Code.DATA_LOSS, "Broken", Failures.info("RESULTS_CORRUPT", Map.of())));
    ScriptedVideo video = new ScriptedVideo(SampleVideo.inWholeParts().cut(corrupt));
    try (FakeGateway gateway = FakeGateway.serving(video);
        Dragoneye dragoneye = gateway.connect();
        ResultStream<VideoHeader, VideoDetectedObject> results =
            dragoneye.results().streamVideo("task-1")) {
      Iterator<VideoDetectedObject> iterator = results.iterator();

      assertThat(iterator.next()).isEqualTo(SampleVideo.objects().get(0));
      assertThat(iterator.next()).isEqualTo(SampleVideo.objects().get(1));
      assertThatThrownBy(iterator::hasNext)
          .isInstanceOf(PredictionTaskResultsUnavailableException.class);
      assertThatThrownBy(iterator::next)
          .isInstanceOf(PredictionTaskResultsUnavailableException.class);
      assertThatThrownBy(results::completion).isInstanceOf(IllegalStateException.class);
      assertThat(video.requests).hasSize(1);
    }
  }

  @Test
  void shouldBeginAtTokenOfCallerAndTellTokenOfEachElement() {
    ScriptedVideo video = new ScriptedVideo(SampleVideo.inWholeParts().cut(Cut.unavailable(5)));
    ResultOptions options = ResultOptions.builder().resumeToken("after-0").build();
    try (FakeGateway gateway = FakeGateway.serving(video);
        Dragoneye dragoneye = gateway.connect();
        ResultStream<VideoHeader, VideoDetectedObject> results =
            dragoneye.results().streamVideo("task-1", options)) {
      Iterator<VideoDetectedObject> iterator = results.iterator();

      assertThat(results.header()).isEqualTo(SampleVideo.HEADER);
      assertThat(results.resumeToken()).contains("after-0");
      assertThatThrownBy(results::place).isInstanceOf(IllegalStateException.class);
      assertThat(iterator.next()).isEqualTo(SampleVideo.objects().get(1));
      assertThat(results.resumeToken()).contains("after-1");
      assertThat(results.place()).isEqualTo(new ResultPlace(1, "after-1"));
      assertThat(iterator.next()).isEqualTo(SampleVideo.objects().get(2));
      assertThat(iterator.hasNext()).isFalse();
      assertThat(results.completion().getReadCount()).isEqualTo(2);
      assertThat(results.completion().getSentCount()).isEqualTo(2);
    }
  }

  @Test
  void shouldSayThatTokenIsStale() {
    Cut stale =
        new Cut(
            0,
            Failures.status(
                Code.FAILED_PRECONDITION,
                "The token does not fit",
                Failures.info("RESUME_TOKEN_STALE", Map.of("phase", "results"))));

    assertThatThrownBy(() -> read(SampleVideo.inWholeParts().cut(stale)))
        .isInstanceOf(ResumeTokenStaleException.class)
        .hasMessage("The token does not fit [RESUME_TOKEN_STALE, phase results, task task-1]");
  }

  private static VideoPrediction read(ScriptedStream<StreamVideoResultsResponse> script) {
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedVideo(script));
        Dragoneye dragoneye = gateway.connectImpatiently()) {
      return dragoneye.getVideoResults("task-1");
    }
  }
}
