package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.v1.PredictImagesResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PredictImagesTest {
  private static final PredictOptions DEFAULTS = PredictOptions.defaults();

  private static BatchImage image(String id) {
    return BatchImage.of(id, Image.fromBytes(new byte[300_000], "image/png"));
  }

  private static Iterable<BatchImage> images(int count) {
    return IntStream.range(0, count).mapToObj(i -> image("image-" + i)).toList();
  }

  @Test
  void shouldPredictAllWhateverOrderResultsComeIn() {
    List<PredictImagesResponse> held = new ArrayList<>();
    ScriptedBatches backwards =
        new ScriptedBatches(
            (image, responses) -> held.add(0, ScriptedBatches.predicted(image.id()))) {
          @Override
          void onEnd(StreamObserver<PredictImagesResponse> responses) {
            held.forEach(responses::onNext);
            responses.onCompleted();
          }
        };
    try (FakeGateway gateway = FakeGateway.serving(backwards);
        Dragoneye dragoneye = gateway.connect();
        BatchStream results = dragoneye.predictImages(images(5), "m", DEFAULTS)) {
      assertThat(results.stream().map(result -> result.prediction().getTaskId()))
          .containsExactly("task-4", "task-3", "task-2", "task-1", "task-0");
      assertThat(results.unanswered()).isEmpty();
      assertThat(backwards.images).allMatch(image -> image.size() == 300_000);
    }
  }

  @Test
  void shouldGiveResultsWhileImagesAreStillMade() {
    ScriptedBatches batches = new ScriptedBatches();
    List<String> answered = new CopyOnWriteArrayList<>();
    Iterator<BatchImage> onceAnswered =
        IntStream.range(0, 3)
            .mapToObj(
                i -> {
                  await().until(() -> answered.size() == i);
                  return image("image-" + i);
                })
            .iterator();
    try (FakeGateway gateway = FakeGateway.serving(batches);
        Dragoneye dragoneye = gateway.connect();
        BatchStream results = dragoneye.predictImages(() -> onceAnswered, "m", DEFAULTS)) {
      results.forEach(result -> answered.add(result.imageId()));

      assertThat(answered).containsExactly("image-0", "image-1", "image-2");
    }
  }

  @Test
  void shouldPredictImagesWhateverTheirIds() {
    ScriptedBatches batches = new ScriptedBatches();
    String longId = "directory/".repeat(100) + "image.png";
    List<BatchImage> images = List.of(image(longId), image("same"), image("same"), image(""));
    try (FakeGateway gateway = FakeGateway.serving(batches);
        Dragoneye dragoneye = gateway.connect();
        BatchStream results = dragoneye.predictImages(images, "m", DEFAULTS)) {
      assertThat(results.stream().filter(result -> result.failure().isEmpty()))
          .extracting(BatchResult::imageId)
          .containsExactlyInAnyOrder(longId, "same", "same", "");
      assertThat(batches.images)
          .extracting(ScriptedBatches.Received::id)
          .doesNotHaveDuplicates()
          .allSatisfy(id -> assertThat(id.length()).isBetween(1, 256));
    }
  }

  @Test
  void shouldNameEachUnansweredImageOnceByIdOfCaller() {
    ScriptedBatches forgetful = new ScriptedBatches((image, responses) -> {});
    List<BatchImage> images = List.of(image("same"), image("other"), image("same"));
    try (FakeGateway gateway = FakeGateway.serving(forgetful);
        Dragoneye dragoneye = gateway.connect();
        BatchStream results = dragoneye.predictImages(images, "m", DEFAULTS)) {
      assertThatThrownBy(() -> results.iterator().hasNext())
          .isInstanceOf(GatewayUnavailableException.class);
      assertThat(results.unanswered()).containsExactlyInAnyOrder("same", "other");
    }
  }

  @Test
  void shouldSayThatGatewayAnsweredImageTwice() {
    ScriptedBatches repeating =
        new ScriptedBatches(
            (image, responses) -> {
              ScriptedBatches.answer(image, responses);
              ScriptedBatches.answer(image, responses);
            });
    try (FakeGateway gateway = FakeGateway.serving(repeating);
        Dragoneye dragoneye = gateway.connect();
        BatchStream results = dragoneye.predictImages(images(1), "m", DEFAULTS)) {
      assertThatThrownBy(() -> results.forEach(result -> {}))
          .isInstanceOf(GatewayInternalException.class)
          .hasMessageStartingWith("The gateway answered an image that waits for no answer");
    }
  }

  @Test
  void shouldSendNoFurtherThanResultsAreRead() {
    ScriptedBatches batches = new ScriptedBatches();
    AtomicLong made = new AtomicLong();
    Iterator<BatchImage> endless =
        Stream.generate(() -> BatchImage.of("image-" + made.getAndIncrement(), missing()))
            .iterator();
    try (FakeGateway gateway = FakeGateway.serving(batches);
        Dragoneye dragoneye = gateway.connect();
        BatchStream results = dragoneye.predictImages(() -> endless, "m", DEFAULTS)) {
      assertThat(results.iterator().next().failure()).isPresent();

      AtomicLong before = new AtomicLong(-1);
      await()
          .pollInterval(Duration.ofMillis(200))
          .until(() -> before.getAndSet(made.get()) == made.get());
      assertThat(made.get()).isLessThan(1000);
    }
  }

  private static Image missing() {
    return Image.fromStream(new BrokenStream(), "image/png");
  }

  @Test
  void shouldStopSendingWhenGatewayEndsBatch() throws Exception {
    AtomicInteger answered = new AtomicInteger();
    ScriptedBatches batches =
        new ScriptedBatches(
            (image, responses) -> {
              int count = answered.incrementAndGet();
              if (count < 3) {
                ScriptedBatches.answer(image, responses);
              } else if (count == 3) {
                responses.onError(
                    Status.UNAVAILABLE.withDescription("Draining").asRuntimeException());
              }
            });
    BlockedStream blocked = new BlockedStream();
    List<BatchImage> images =
        List.of(
            image("a"),
            image("b"),
            image("c"),
            BatchImage.of("d", Image.fromStream(blocked, "image/png")));
    try (FakeGateway gateway = FakeGateway.serving(batches);
        Dragoneye dragoneye = gateway.connect();
        BatchStream results = dragoneye.predictImages(images, "m", DEFAULTS)) {
      Iterator<BatchResult> iterator = results.iterator();

      assertThat(iterator.next().imageId()).isEqualTo("a");
      assertThat(iterator.next().imageId()).isEqualTo("b");
      assertThatThrownBy(iterator::next)
          .isInstanceOf(GatewayUnavailableException.class)
          .hasMessage(
              "Draining; to call again may predict, and cost, twice [UNAVAILABLE, predict sent: unknown]");
      assertThat(results.unanswered()).containsExactly("c");
      await().until(() -> blocked.entered.getCount() == 1 || blocked.interrupted.get());
    }
  }

  @Test
  void shouldSayThatBatchWasCutWhenAnswersAreMissing() {
    ScriptedBatches forgetful = new ScriptedBatches((image, responses) -> {});
    try (FakeGateway gateway = FakeGateway.serving(forgetful);
        Dragoneye dragoneye = gateway.connect();
        BatchStream results = dragoneye.predictImages(images(1), "m", DEFAULTS)) {
      assertThatThrownBy(() -> results.iterator().hasNext())
          .isInstanceOf(GatewayUnavailableException.class)
          .hasMessageStartingWith("The stream ended before it was complete");
      assertThat(results.unanswered()).containsExactly("image-0");
    }
  }

  @Test
  void shouldCancelCallAndStopReadingWhenClosed() throws Exception {
    ScriptedBatches batches = new ScriptedBatches();
    BlockedStream blocked = new BlockedStream();
    List<BatchImage> images =
        List.of(image("a"), BatchImage.of("b", Image.fromStream(blocked, "image/png")));
    try (FakeGateway gateway = FakeGateway.serving(batches);
        Dragoneye dragoneye = gateway.connect()) {
      try (BatchStream results = dragoneye.predictImages(images, "m", DEFAULTS)) {
        assertThat(results.iterator().next().imageId()).isEqualTo("a");
        blocked.entered.await();
      }
      batches.cancelled.await();
      await().untilTrue(blocked.interrupted);
    }
  }

  @Test
  void shouldTellListener() throws Exception {
    ScriptedBatches batches = new ScriptedBatches();
    List<String> told = new CopyOnWriteArrayList<>();
    List<Long> sent = new CopyOnWriteArrayList<>();
    PredictOptions options = PredictOptions.builder().onSent(sent::add).build();
    try (FakeGateway gateway = FakeGateway.serving(batches);
        Dragoneye dragoneye = gateway.connect()) {
      CompletableFuture<?> future =
          dragoneye.predictImagesAsync(
              images(20), "m", options, result -> told.add(result.imageId()));

      future.get();

      assertThat(told).hasSize(20).doesNotHaveDuplicates();
      assertThat(sent).endsWith(20 * 300_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldTellListenerOnExecutorOfOneThread(boolean readable) throws Exception {
    // given more than is held ahead
    Image image = readable ? Image.fromBytes(new byte[100_000], "image/png") : missing();
    List<BatchImage> images =
        IntStream.range(0, 600).mapToObj(i -> BatchImage.of("image-" + i, image)).toList();
    List<String> told = new ArrayList<>();
    ExecutorService single = Executors.newSingleThreadExecutor();
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedBatches());
        Dragoneye dragoneye =
            Dragoneye.builder().address("localhost:" + gateway.port()).executor(single).build()) {
      // when
      dragoneye
          .predictImagesAsync(images, "m", DEFAULTS, result -> told.add(result.imageId()))
          .get();

      // then
      assertThat(told).hasSize(600).doesNotHaveDuplicates();
    } finally {
      single.shutdownNow();
    }
  }

  @Test
  void shouldEndBatchWithWhatIterableThrows() throws Exception {
    Iterable<BatchImage> broken =
        () -> {
          throw new IllegalStateException("no directory");
        };
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedBatches());
        Dragoneye dragoneye = gateway.connect();
        BatchStream results = dragoneye.predictImages(broken, "m", DEFAULTS)) {
      assertThatThrownBy(() -> results.iterator().next())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no directory");
    }
  }
}
