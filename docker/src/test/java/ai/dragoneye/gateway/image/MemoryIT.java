package ai.dragoneye.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.DragoneyeException;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.client.Video;
import ai.dragoneye.gateway.v1.Task;
import com.github.dockerjava.api.DockerClient;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;

/** A container of 512 MiB under far more media than fits into it, whose store takes a rest. */
@RequiresDocker
class MemoryIT {
  private static final int UPLOADS = 64;
  private static final long SIZE = 64L << 20;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final CountDownLatch underWay = new CountDownLatch(8);

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
        assertThat(underWay.await(1, TimeUnit.MINUTES)).isTrue();
        pause(simulator);
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

  private InputStream media() {
    return new EndlessMedia(SIZE, SIZE / 8, underWay::countDown);
  }

  /** What the gateway takes in meanwhile stays with it. */
  private static void pause(SimulatorContainer simulator) {
    DockerClient docker = simulator.getDockerClient();
    docker.pauseContainerCmd(simulator.getContainerId()).exec();
    LockSupport.parkNanos(PAUSE.toNanos());
    docker.unpauseContainerCmd(simulator.getContainerId()).exec();
  }

  /** Comes again when it was sent away, as the gateway says that it should. */
  private Task submit(Dragoneye dragoneye) {
    while (true) {
      try {
        Video video = Video.fromStream(media(), "video/mp4").withSize(SIZE);
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
