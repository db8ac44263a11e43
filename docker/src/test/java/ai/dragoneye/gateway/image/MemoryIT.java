package ai.dragoneye.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.DragoneyeException;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.client.Video;
import ai.dragoneye.gateway.v1.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;

/** A container of 512 MiB under far more media than fits into it. */
@RequiresDocker
class MemoryIT {
  private static final int UPLOADS = 64;
  private static final long SIZE = 64L << 20;

  @Test
  void shouldSurviveSixtyFourUploadsOfSixtyFourMebibytesAtOnce() throws Exception {
    try (Network network = Network.newNetwork();
        SimulatorContainer simulator = new SimulatorContainer(network);
        GatewayContainer gateway = new GatewayContainer(network).open()) {
      // given
      simulator.start();
      gateway.start();

      // when
      List<Task> tasks = new ArrayList<>();
      try (Dragoneye dragoneye = gateway.client();
          ExecutorService callers = Executors.newFixedThreadPool(UPLOADS)) {
        List<Future<Task>> calls = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
          calls.add(callers.submit(() -> submit(dragoneye)));
        }
        for (Future<Task> call : calls) {
          tasks.add(call.get(4, TimeUnit.MINUTES));
        }
      }

      // then
      assertThat(tasks).hasSize(UPLOADS);
      assertThat(gateway.running()).isTrue();
      assertThat(gateway.getCurrentContainerInfo().getRestartCount()).isZero();
      assertThat(gateway.getLogs()).doesNotContain("OutOfMemoryError");
    }
  }

  /** Comes again when it was sent away, as the gateway says that it should. */
  private static Task submit(Dragoneye dragoneye) {
    while (true) {
      try {
        Video video = Video.fromStream(EndlessMedia.ofSize(SIZE), "video/mp4").withSize(SIZE);
        return dragoneye.submit(video, "recognize_anything/memory", PredictOptions.defaults());
      } catch (DragoneyeException refused) {
        assertThat(refused.reason())
            .withFailMessage(() -> "not sent away, but failed: " + refused)
            .contains("GATEWAY_OVERLOADED");
        LockSupport.parkNanos(refused.retryDelay().orElse(Duration.ofSeconds(1)).toNanos());
      }
    }
  }
}
