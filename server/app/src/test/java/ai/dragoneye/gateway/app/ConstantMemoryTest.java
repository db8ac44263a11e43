package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.v1.ImagePrediction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The promise of constant memory, on a real process with a small heap and a store slower than the
 * caller.
 */
class ConstantMemoryTest {
  private static final long MIB = 1 << 20;
  private static final long EARLY = 200 * MIB;
  private static final long WHOLE = 2048 * MIB;
  private static final long STORE_BYTES_PER_SECOND = 50_000_000;

  @Test
  void shouldRelayTwoGibibytesInTheMemoryOfTwoHundredMebibytes() throws Exception {
    assumeTrue(
        Files.isDirectory(Path.of("/proc/self")), "skipped: resident memory is read from /proc");
    SimulatorOptions options =
        SimulatorOptions.builder()
            .uploadBytesPerSecond(STORE_BYTES_PER_SECOND)
            .acceptUnreadableMedia()
            .build();
    try (Simulator simulator = Simulator.start(options);
        ServeProcess gateway =
            ServeProcess.start(simulator.baseUrl(), "-Xmx128m", "-XX:MaxDirectMemorySize=128m");
        Dragoneye dragoneye = Dragoneye.connect(gateway.address())) {
      // given
      AtomicLong early = new AtomicLong();
      AtomicLong late = new AtomicLong();
      PredictOptions sampling =
          PredictOptions.builder()
              .onSent(
                  sent -> {
                    if (sent >= EARLY && early.get() == 0) {
                      early.set(gateway.residentBytes());
                    } else if (sent == WHOLE) {
                      late.set(gateway.residentBytes());
                    }
                  })
              .build();

      // when
      Image image = Image.fromStream(new NoiseStream(WHOLE), "image/jpeg").withSize(WHOLE);
      ImagePrediction prediction =
          dragoneye.predictImage(image, "recognize_anything/noise", sampling);

      // then
      System.out.printf(
          "resident memory: %d MiB at 200 MiB, %d MiB at 2 GiB%n",
          early.get() / MIB, late.get() / MIB);
      assertThat(prediction.getObjectsCount()).isPositive();
      assertThat(late.get()).isLessThanOrEqualTo(early.get() + 16 * MIB);
    }
  }
}
