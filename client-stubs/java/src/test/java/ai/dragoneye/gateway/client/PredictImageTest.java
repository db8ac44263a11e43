package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.PredictionConfig;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PredictImageTest {
  private static final byte[] MEDIA = randomBytes(3 * 1024 * 1024 + 17);

  private final ScriptedPredictions predictions = new ScriptedPredictions();
  private final FakeGateway gateway = FakeGateway.serving(predictions);
  private final Dragoneye dragoneye = gateway.connect();
  @TempDir private Path folder;

  private static byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @AfterEach
  void close() {
    dragoneye.close();
    gateway.close();
  }

  @Test
  void shouldSendFileCompletelyAndInOrder() throws IOException {
    // given
    Path file = Files.write(folder.resolve("grüße.jpg"), MEDIA);

    // when
    ImagePrediction prediction = dragoneye.predictImage(Image.fromPath(file), "cars/model");

    // then
    assertThat(prediction).isEqualTo(ScriptedPredictions.ANSWER);
    assertThat(predictions.received()).isEqualTo(ByteString.copyFrom(MEDIA));
    assertThat(predictions.configs)
        .containsExactly(
            PredictionConfig.newBuilder()
                .setModel("cars/model")
                .setMimeType("image/jpeg")
                .setFileName("grüße.jpg")
                .setSizeBytes(MEDIA.length)
                .build());
  }

  @Test
  void shouldSendChunksOf256KiB() {
    dragoneye.predictImage(Image.fromBytes(MEDIA, "image/png"), "m");

    assertThat(predictions.chunks.subList(0, 12)).allMatch(chunk -> chunk.size() == 256 * 1024);
    assertThat(predictions.chunks).last().extracting(ByteString::size).isEqualTo(17);
  }

  @Test
  void shouldSendBytesWithSizeAndWithoutName() {
    dragoneye.predictImage(Image.fromBytes(MEDIA, "image/png"), "m");

    assertThat(predictions.received()).isEqualTo(ByteString.copyFrom(MEDIA));
    assertThat(predictions.configs.get(0).getSizeBytes()).isEqualTo(MEDIA.length);
    assertThat(predictions.configs.get(0).hasFileName()).isFalse();
  }

  @Test
  void shouldSendStreamOfUnknownSizeAndLeaveItOpen() {
    // given
    AtomicBoolean closed = new AtomicBoolean();
    InputStream stream =
        new ByteArrayInputStream(MEDIA) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    // when
    dragoneye.predictImage(Image.fromStream(stream, "image/webp"), "m");

    // then
    assertThat(predictions.received()).isEqualTo(ByteString.copyFrom(MEDIA));
    assertThat(predictions.configs.get(0).hasSizeBytes()).isFalse();
    assertThat(closed).isFalse();
  }

  @Test
  void shouldDeclareSizeOfStreamWhereCallerKnowsIt() {
    Image image =
        Image.fromStream(new ByteArrayInputStream(MEDIA), "image/webp").withSize(MEDIA.length);

    dragoneye.predictImage(image, "m");

    assertThat(predictions.configs.get(0).getSizeBytes()).isEqualTo(MEDIA.length);
  }

  @Test
  void shouldRefuseToReadStreamTwice() {
    Image image = Image.fromStream(new ByteArrayInputStream(MEDIA), "image/webp");
    dragoneye.predictImage(image, "m");

    assertThatThrownBy(() -> dragoneye.predictImage(image, "m"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This stream was already read by another call: make new media for each call");
    assertThat(predictions.calls).hasValue(1);
  }

  @Test
  void shouldDeclareComputedAndGivenChecksums() throws IOException {
    // given
    CRC32C crc32c = new CRC32C();
    crc32c.update(MEDIA);
    Path file = Files.write(folder.resolve("a.png"), MEDIA);

    // when
    dragoneye.predictImage(Image.fromPath(file).withChecksum(), "m");
    dragoneye.predictImage(
        Image.fromStream(new ByteArrayInputStream(MEDIA), "image/png").withChecksum(0xfedcba98),
        "m");

    // then
    assertThat(predictions.configs.get(0).getCrc32C()).isEqualTo((int) crc32c.getValue());
    assertThat(predictions.configs.get(1).getCrc32C()).isEqualTo(0xfedcba98);
  }

  @Test
  void shouldSendOptions() {
    PredictOptions options =
        PredictOptions.builder()
            .completionTimeout(java.time.Duration.ofMillis(1500))
            .parameter("beta", "yes")
            .build();

    dragoneye.predictImage(Image.fromBytes(MEDIA, "image/png").withName("one"), "m", options);

    PredictionConfig config = predictions.configs.get(0);
    assertThat(config.getFileName()).isEqualTo("one");
    assertThat(config.getParametersMap()).containsEntry("beta", "yes").hasSize(1);
    assertThat(config.getCompletionTimeout())
        .isEqualTo(Duration.newBuilder().setSeconds(1).setNanos(500_000_000).build());
  }

  @Test
  void shouldTellSentBytesAfterEachChunk() {
    List<Long> sent = new ArrayList<>();
    PredictOptions options = PredictOptions.builder().onSent(sent::add).build();

    dragoneye.predictImage(Image.fromBytes(MEDIA, "image/png"), "m", options);

    assertThat(sent).hasSize(13).isSorted().startsWith(256L * 1024).endsWith((long) MEDIA.length);
  }

  @Test
  void shouldSendNoChunkForEmptyMedia() {
    dragoneye.predictImage(Image.fromBytes(new byte[0], "image/png"), "m");

    assertThat(predictions.chunks).isEmpty();
  }

  @Test
  void shouldPredictAsynchronously() throws Exception {
    ImagePrediction prediction =
        dragoneye.predictImageAsync(Image.fromBytes(MEDIA, "image/png"), "m").get();

    assertThat(prediction).isEqualTo(ScriptedPredictions.ANSWER);
    assertThat(predictions.received()).isEqualTo(ByteString.copyFrom(MEDIA));
  }
}
