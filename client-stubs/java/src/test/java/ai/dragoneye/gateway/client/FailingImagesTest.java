package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images of a batch that cannot be read or are refused. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FailingImagesTest {
  private static final PredictOptions DEFAULTS = PredictOptions.defaults();

  private static BatchImage image(String id) {
    return BatchImage.of(id, Image.fromBytes(new byte[300_000], "image/png"));
  }

  private static Map<String, BatchResult> byId(BatchStream results) {
    return results.stream().collect(Collectors.toMap(BatchResult::imageId, Function.identity()));
  }

  private static BatchResult of(Map<String, BatchResult> results, String id) {
    return Objects.requireNonNull(results.get(id));
  }

  @Test
  void shouldFailUnreadableAndRefusedImagesAlone(@TempDir Path directory) throws IOException {
    // given
    Path text = Files.writeString(directory.resolve("notes.txt"), "no image");
    Path missing = directory.resolve("missing.png");
    ScriptedBatches batches =
        new ScriptedBatches(
            (image, responses) -> {
              if (image.id().equals("0")) {
                responses.onNext(ScriptedBatches.mismatch(image.id()));
              } else {
                ScriptedBatches.answer(image, responses);
              }
            });
    List<BatchImage> images =
        List.of(
            BatchImage.ofPath(missing),
            BatchImage.ofPath(text),
            BatchImage.of("broken", Image.fromStream(new BrokenStream(), "image/png")),
            image("refused"),
            image("good"));
    try (FakeGateway gateway = FakeGateway.serving(batches);
        Dragoneye dragoneye = gateway.connect();
        BatchStream stream = dragoneye.predictImages(images, "m", DEFAULTS)) {
      // when
      Map<String, BatchResult> results = byId(stream);

      // then
      assertThat(results).hasSize(5);
      assertThat(of(results, missing.toString()).failure())
          .get()
          .isInstanceOf(UncheckedIOException.class);
      assertThat(of(results, text.toString()).failure())
          .get()
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(of(results, "broken").failure())
          .get()
          .isInstanceOf(UncheckedIOException.class)
          .hasToString("java.io.UncheckedIOException: The media could not be read: unplugged");
      assertThatThrownBy(() -> of(results, "refused").prediction())
          .isInstanceOf(PredictionUploadException.class)
          .hasMessage("The size is wrong [SIZE_MISMATCH, phase upload, predict sent: no]");
      assertThat(of(results, "good").prediction().getTaskId()).isEqualTo("task-1");
      assertThat(of(results, "good").failure()).isEmpty();
      assertThat(batches.images).extracting(ScriptedBatches.Received::id).containsExactly("0", "1");
    }
  }

  private static InputStream breakingHalfway() {
    return new SequenceInputStream(new ByteArrayInputStream(new byte[600_000]), new BrokenStream());
  }

  @Test
  void shouldFailImageOfKnownSizeAloneWhenReadingBreaksHalfway() {
    Image halfway = Image.fromStream(breakingHalfway(), "image/png").withSize(1_000_000);
    ScriptedBatches batches = new ScriptedBatches();
    List<BatchImage> images = List.of(BatchImage.of("halfway", halfway), image("good"));
    try (FakeGateway gateway = FakeGateway.serving(batches);
        Dragoneye dragoneye = gateway.connect();
        BatchStream stream = dragoneye.predictImages(images, "m", DEFAULTS)) {
      Map<String, BatchResult> results = byId(stream);

      assertThat(of(results, "halfway").failure())
          .get()
          .isInstanceOf(UncheckedIOException.class)
          .hasToString("java.io.UncheckedIOException: The media could not be read: unplugged");
      assertThat(of(results, "good").prediction().getTaskId()).isEqualTo("task-1");
    }
  }

  @Test
  void shouldFailImageOfKnownSizeAloneWhenReadingThrowsUncheckedHalfway() {
    InputStream unplugged =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("unplugged");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            return read();
          }
        };
    InputStream halfway =
        new SequenceInputStream(new ByteArrayInputStream(new byte[600_000]), unplugged);
    Image image = Image.fromStream(halfway, "image/png").withSize(1_000_000);
    List<BatchImage> images = List.of(BatchImage.of("halfway", image), image("good"));
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedBatches());
        Dragoneye dragoneye = gateway.connect();
        BatchStream stream = dragoneye.predictImages(images, "m", DEFAULTS)) {
      Map<String, BatchResult> results = byId(stream);

      assertThat(of(results, "halfway").failure())
          .get()
          .isInstanceOf(IllegalStateException.class)
          .hasToString("java.lang.IllegalStateException: unplugged");
      assertThat(of(results, "good").failure()).isEmpty();
    }
  }

  @Test
  void shouldEndBatchWhenReadingOfImageOfUnknownSizeBreaksHalfway() throws Exception {
    Image halfway = Image.fromStream(breakingHalfway(), "image/png");
    ScriptedBatches batches = new ScriptedBatches();
    List<BatchImage> images =
        List.of(image("good"), BatchImage.of("halfway", halfway), image("never"));
    try (FakeGateway gateway = FakeGateway.serving(batches);
        Dragoneye dragoneye = gateway.connect();
        BatchStream results = dragoneye.predictImages(images, "m", DEFAULTS)) {
      assertThatThrownBy(() -> results.forEach(result -> {}))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(results.unanswered()).contains("halfway").doesNotContain("never");
      batches.cancelled.await();
      assertThat(batches.images).extracting(ScriptedBatches.Received::id).doesNotContain("1");
    }
  }
}
