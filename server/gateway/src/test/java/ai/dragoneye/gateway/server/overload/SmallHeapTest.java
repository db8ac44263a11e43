package ai.dragoneye.gateway.server.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.Pictures;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten times the load that a gateway with 256 MiB of heap can take, from callers who never wait. */
class SmallHeapTest {
  private static final int PLACES = 8;
  private static final long MIB = 1 << 20;
  private static final long MEDIA_BYTES = 12 * MIB;
  // Media, requests, and what the transport keeps at hand.
  private static final long MAX_DIRECT_BYTES = 96 * MIB;
  private static final Duration INFERENCE = Duration.ofMillis(200);
  private static final int WANTED = 10 * PLACES;
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @TempDir private Path folder;

  @Test
  void shouldSendAwayWhatIsTooMuchAndKeepWithinItsMemory() throws Exception {
    try (Simulator simulator =
            Simulator.start(SimulatorOptions.builder().inferenceTime(INFERENCE).build());
        GatewayProcess gateway =
            GatewayProcess.start(
                folder,
                simulator.baseUrl(),
                Map.of(
                    "ADMISSION_PREDICTIONS_MAX",
                    Integer.toString(PLACES),
                    "ADMISSION_PREDICTIONS_MAX_WAITING",
                    Integer.toString(PLACES),
                    "ADMISSION_MEDIA_BYTES",
                    Long.toString(MEDIA_BYTES)),
                List.of(
                    "-Xmx256m", "-XX:MaxDirectMemorySize=128m", "-XX:+ExitOnOutOfMemoryError"));
        Crowd crowd = new Crowd(gateway.port(), Pictures.jpegOfSize(300_000));
        Probes probes = new Probes(gateway.port())) {
      // when
      crowd.run(10 * PLACES, WANTED, LIMIT);

      // then
      GatewayProcess.State loaded = gateway.state();
      System.out.printf(
          "%d predictions, refused %s, %d of %d probes served, media at most %d KiB, direct memory at most %d MiB%n",
          crowd.predictions(),
          crowd.refusals(),
          probes.serving(),
          probes.sent(),
          loaded.peakMediaBytes() / 1024,
          loaded.peakDirectBytes() / MIB);
      assertThat(gateway.alive()).isTrue();
      assertThat(crowd.predictions()).isPositive();
      assertThat(crowd.refusals()).containsOnlyKeys("GATEWAY_OVERLOADED");
      assertThat(probes.sent()).isPositive();
      assertThat(probes.serving()).isEqualTo(probes.sent());
      assertThat(loaded.peakMediaBytes()).isPositive().isLessThanOrEqualTo(MEDIA_BYTES);
      assertThat(loaded.peakDirectBytes()).isPositive().isLessThan(MAX_DIRECT_BYTES);
      await().untilAsserted(() -> assertThat(gateway.state().idle()).isTrue());
      assertThat(gateway.log()).doesNotContain("OutOfMemory", "OutOfDirectMemory", "INTERNAL");
    }
  }
}
