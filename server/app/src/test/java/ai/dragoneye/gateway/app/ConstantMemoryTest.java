package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.client.Video;
import ai.dragoneye.gateway.client.VideoPrediction;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.v1.ImagePrediction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The promise of constant memory, on a real process with a small heap and a store slower than the
 * caller.
 */
class ConstantMemoryTest {
  private static final long MIB = 1 << 20;
  private static final long EARLY = 200 * MIB;
  private static final long WHOLE = 2048 * MIB;
  private static final long STORE_BYTES_PER_SECOND = 100_000_000;
  private static final String MODEL = "recognize_anything/noise";

  @BeforeEach
  void needResidentMemory() {
    assumeTrue(
        Files.isDirectory(Path.of("/proc/self")), "skipped: resident memory is read from /proc");
  }

  @Test
  void shouldRelayAnImageOfTwoGibibytesInTheMemoryOfTwoHundredMebibytes() throws Exception {
    relay(
        (dragoneye, options) -> {
          Image image = Image.fromStream(new NoiseStream(WHOLE), "image/jpeg").withSize(WHOLE);
          ImagePrediction prediction = dragoneye.predictImage(image, MODEL, options);
          assertThat(prediction.getObjectsCount()).isPositive();
        });
  }

  @Test
  void shouldRelayAVideoOfTwoGibibytesInTheMemoryOfTwoHundredMebibytes() throws Exception {
    relay(
        (dragoneye, options) -> {
          Video video = Video.fromStream(new NoiseStream(WHOLE), "video/mp4").withSize(WHOLE);
          VideoPrediction prediction = dragoneye.predictVideo(video, MODEL, options);
          assertThat(prediction.objects()).isNotEmpty();
        });
  }

  private static void relay(BiConsumer<Dragoneye, PredictOptions> prediction) throws Exception {
    SimulatorOptions options =
        SimulatorOptions.builder()
            .uploadBytesPerSecond(STORE_BYTES_PER_SECOND)
            .acceptUnreadableMedia()
            .build();
    try (Simulator simulator = Simulator.start(options);
        ServeProcess gateway =
            ServeProcess.start(
                simulator.baseUrl(),
                Map.of(
                    "UPSTREAM_RESULTS_DECODE_MEMORY_BYTES",
                    "16MiB",
                    "ADMISSION_MEDIA_BYTES",
                    "48MiB",
                    "ADMISSION_PREDICTIONS_MAX_WAITING",
                    "16"),
                "-Xmx128m",
                "-XX:MaxDirectMemorySize=128m");
        Dragoneye dragoneye = Dragoneye.connect(gateway.address())) {
      // given
      Samples samples = new Samples(gateway::residentBytes);

      // when
      prediction.accept(dragoneye, PredictOptions.builder().onSent(samples::sent).build());

      // then
      System.out.printf(
          "resident memory: %d MiB at 200 MiB, %d MiB at 2 GiB%n",
          samples.early / MIB, samples.late / MIB);
      assertThat(samples.early).isPositive();
      assertThat(samples.late).isPositive().isLessThanOrEqualTo(samples.early + 16 * MIB);
    }
  }

  /** What the gateway holds early and late in an upload; for one thread. */
  private static final class Samples {
    private final LongSupplier residentBytes;
    private long early;
    private long late;

    Samples(LongSupplier residentBytes) {
      this.residentBytes = residentBytes;
    }

    void sent(long bytes) {
      if (bytes >= EARLY && early == 0) {
        early = residentBytes.getAsLong();
      } else if (bytes == WHOLE) {
        late = residentBytes.getAsLong();
      }
    }
  }
}
