package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.client.ScriptedStream.Cut;
import ai.dragoneye.gateway.v1.Phase;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.PredictionProgress;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PredictVideoTest {
  private static final ResultCompletion ALL =
      ResultCompletion.newBuilder().setReadCount(3).setSentCount(3).build();
  private static final VideoPrediction WHOLE =
      new VideoPrediction(SampleVideo.HEADER, SampleVideo.objects(), ALL);

  /** Sends the first events, then breaks. */
  private static Consumer<StreamObserver<PredictVideoResponse>> cutAfter(int events) {
    return responses -> {
      ScriptedVideoPredictions.events().subList(0, events).forEach(responses::onNext);
      responses.onError(Cut.unavailable(0).status());
    };
  }

  private static void answer(StreamObserver<PredictVideoResponse> responses) {
    ScriptedVideoPredictions.events().forEach(responses::onNext);
    responses.onCompleted();
  }

  private static Video video() {
    return Video.fromBytes(new byte[300_000], "video/mp4").withName("street.mp4");
  }

  @Test
  void shouldSendVideoAndGiveWholeResult() {
    // given
    ScriptedVideoPredictions predictions = new ScriptedVideoPredictions(PredictVideoTest::answer);
    ResultFilter filter = ResultFilter.newBuilder().setMinimumCategoryScore(0.2).build();
    List<PredictionProgress> told = new CopyOnWriteArrayList<>();
    List<String> tasks = new CopyOnWriteArrayList<>();
    PredictOptions options =
        PredictOptions.builder()
            .framesPerSecond(5)
            .filter(filter)
            .onProgress(told::add)
            .onTask(tasks::add)
            .build();
    try (FakeGateway gateway = FakeGateway.serving(predictions);
        Dragoneye dragoneye = gateway.connect()) {
      // when
      VideoPrediction prediction = dragoneye.predictVideo(video(), "m", options);

      // then
      assertThat(prediction).isEqualTo(WHOLE);
      assertThat(prediction.taskId()).isEqualTo("task-1");
      assertThat(prediction.originalFileName()).contains("street.mp4");
      assertThat(prediction.framesPerSecond()).isEqualTo(5);
      assertThat(prediction.frameTimestampsMicroseconds()).hasSize(4);
      assertThat(predictions.configs).hasSize(1);
      assertThat(predictions.configs.get(0).getFramesPerSecond()).isEqualTo(5);
      assertThat(predictions.configs.get(0).getFilter()).isEqualTo(filter);
      assertThat(predictions.configs.get(0).getSizeBytes()).isEqualTo(300_000);
      assertThat(ByteString.copyFrom(predictions.chunks).size()).isEqualTo(300_000);
      assertThat(told)
          .extracting(PredictionProgress::getPhase)
          .containsExactly(Phase.PHASE_UPLOAD, Phase.PHASE_AWAIT);
      assertThat(tasks).containsExactly("task-1");
    }
  }

  @Test
  void shouldGiveObjectsAsTheyComeAndTellListener() throws Exception {
    ScriptedVideoPredictions predictions = new ScriptedVideoPredictions(PredictVideoTest::answer);
    List<VideoDetectedObject> objects = new CopyOnWriteArrayList<>();
    PredictOptions options = PredictOptions.defaults();
    try (FakeGateway gateway = FakeGateway.serving(predictions);
        Dragoneye dragoneye = gateway.connect();
        ResultStream<VideoHeader, VideoDetectedObject> results =
            dragoneye.streamVideoPrediction(video(), "m", options)) {
      assertThat(results.header()).isEqualTo(SampleVideo.HEADER);
      assertThat(results.stream()).containsExactlyElementsOf(SampleVideo.objects());
      assertThat(results.completion()).isEqualTo(ALL);

      assertThat(dragoneye.predictVideoAsync(video(), "m", options).get()).isEqualTo(WHOLE);
      ResultCompletion completion =
          dragoneye
              .streamVideoPredictionAsync(
                  video(), "m", options, (object, place) -> objects.add(object))
              .get();
      assertThat(completion).isEqualTo(ALL);
      assertThat(objects).isEqualTo(SampleVideo.objects());
    }
  }

  static IntStream everyPlaceAfterTask() {
    return IntStream.range(2, ScriptedVideoPredictions.events().size());
  }

  @ParameterizedTest
  @MethodSource("everyPlaceAfterTask")
  void shouldGoOnByWayOfTaskWhereverCallBreaks(int events) {
    ScriptedVideoPredictions predictions = new ScriptedVideoPredictions(cutAfter(events));
    ScriptedTasks tasks = new ScriptedTasks("running", "running,predicted");
    ScriptedVideo results = new ScriptedVideo(SampleVideo.inFinestParts());
    try (FakeGateway gateway = FakeGateway.serving(predictions, tasks, results);
        Dragoneye dragoneye = gateway.connectImpatiently()) {
      assertThat(dragoneye.predictVideo(video(), "m")).isEqualTo(WHOLE);
      assertThat(predictions.calls).hasValue(1);
    }
  }

  @Test
  void shouldKeepTellingProgressAfterCallBroke() {
    List<String> told = new CopyOnWriteArrayList<>();
    PredictOptions options =
        PredictOptions.builder().onProgress(progress -> told.add(progress.getStatus())).build();
    ScriptedVideoPredictions predictions = new ScriptedVideoPredictions(cutAfter(3));
    ScriptedTasks tasks = new ScriptedTasks("running,predicted");
    ScriptedVideo results = new ScriptedVideo(SampleVideo.inWholeParts());
    try (FakeGateway gateway = FakeGateway.serving(predictions, tasks, results);
        Dragoneye dragoneye = gateway.connect()) {
      dragoneye.predictVideo(video(), "m", options);

      assertThat(told).containsExactly("", "queued", "running", "predicted");
    }
  }

  @Test
  void shouldFailAsCallWouldHaveWhenTaskFailsAfterCallBroke() {
    ScriptedVideoPredictions predictions = new ScriptedVideoPredictions(cutAfter(3));
    ScriptedTasks tasks = new ScriptedTasks("running,failed_unreadable_media");
    try (FakeGateway gateway = FakeGateway.serving(predictions, tasks);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.predictVideo(video(), "m"))
          .isInstanceOf(PredictionTaskException.class)
          .hasMessage(
              "The prediction failed with the status failed_unreadable_media "
                  + "[PREDICTION_FAILED, phase await, task task-1, predict sent: yes]");
    }
  }

  @Test
  void shouldKeepCompletionTimeoutAfterCallBroke() {
    ScriptedVideoPredictions predictions = new ScriptedVideoPredictions(cutAfter(3));
    ScriptedTasks silent = new ScriptedTasks();
    PredictOptions options =
        PredictOptions.builder().completionTimeout(Duration.ofMillis(500)).build();
    try (FakeGateway gateway = FakeGateway.serving(predictions, silent);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.predictVideo(video(), "m", options))
          .isInstanceOf(PredictionTimeoutException.class)
          .hasMessage(
              "The prediction did not complete within PT0.5S; it goes on upstream, watch it by its task_id "
                  + "[PREDICTION_TIMEOUT, phase await, task task-1, predict sent: yes]");
    }
  }

  @Test
  void shouldNotPredictAgainWhenCallBreaksBeforeTaskIsKnown() {
    ScriptedVideoPredictions predictions = new ScriptedVideoPredictions(cutAfter(1));
    try (FakeGateway gateway = FakeGateway.serving(predictions);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.predictVideo(video(), "m"))
          .isInstanceOf(GatewayUnavailableException.class)
          .satisfies(
              e ->
                  assertThat(((DragoneyeException) e).predictSent()).contains(PredictSent.UNKNOWN));
      assertThat(predictions.calls).hasValue(1);
    }
  }

  @Test
  void shouldEndCallWithWhatProgressListenerThrows() {
    ScriptedVideoPredictions predictions = new ScriptedVideoPredictions(PredictVideoTest::answer);
    PredictOptions options =
        PredictOptions.builder()
            .onProgress(
                progress -> {
                  throw new IllegalStateException("disk full");
                })
            .build();
    try (FakeGateway gateway = FakeGateway.serving(predictions);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.predictVideo(video(), "m", options))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("disk full");
    }
  }

  @Test
  void shouldFailWhenVideoCannotBeRead() throws Exception {
    ScriptedVideoPredictions predictions = new ScriptedVideoPredictions(PredictVideoTest::answer);
    try (FakeGateway gateway = FakeGateway.serving(predictions);
        Dragoneye dragoneye = gateway.connect()) {
      Video broken = Video.fromStream(new BrokenStream(), "video/mp4");

      assertThatThrownBy(() -> dragoneye.predictVideo(broken, "m"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("The media could not be read: unplugged");
      predictions.cancelled.await();
    }
  }

  @Test
  void shouldStopReadingVideoAndCancelCallWhenStreamIsClosed() throws Exception {
    ScriptedVideoPredictions predictions = new ScriptedVideoPredictions(PredictVideoTest::answer);
    BlockedStream blocked = new BlockedStream();
    try (FakeGateway gateway = FakeGateway.serving(predictions);
        Dragoneye dragoneye = gateway.connect()) {
      try (ResultStream<VideoHeader, VideoDetectedObject> results =
          dragoneye.streamVideoPrediction(
              Video.fromStream(blocked, "video/mp4"), "m", PredictOptions.defaults())) {
        blocked.entered.await();
        assertThat(results.resumeToken()).isEmpty();
      }
      predictions.cancelled.await();
    }
  }

  @Test
  void shouldCancelCallWhenWaitingThreadIsInterrupted() throws Exception {
    ScriptedVideoPredictions silent = new ScriptedVideoPredictions(responses -> {});
    try (FakeGateway gateway = FakeGateway.serving(silent);
        Dragoneye dragoneye = gateway.connect()) {
      CountDownLatch sent = new CountDownLatch(1);
      PredictOptions options = PredictOptions.builder().onSent(bytes -> sent.countDown()).build();
      Caller caller = Caller.start(() -> dragoneye.predictVideo(video(), "m", options));
      sent.await();

      caller.interrupt();

      assertThat(caller.failure()).isInstanceOf(CallCancelledException.class);
      silent.cancelled.await();
    }
  }
}
