package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.DragoneyeException;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.client.ResultStream;
import ai.dragoneye.gateway.client.Video;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.archive.ResultsArchive;
import ai.dragoneye.gateway.simulator.archive.ResultsSource;
import ai.dragoneye.gateway.simulator.media.MediaFamily;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.TimeRange;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two replicas behind one name are restarted in turn under load, as a rollout does it. */
class RollingRestartTest {
  private static final String MODEL = "recognize_anything/rolling";
  private static final int OBJECTS = 30_000;
  private static final int ROUNDS = 2;

  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();
  private final Queue<DragoneyeException> mediaFailures = new ConcurrentLinkedQueue<>();

  @Test
  void shouldLoseNothingWhenReplicasAreRestartedInTurn() throws Exception {
    try (Simulator simulator = Simulator.start(options());
        Replica first = Replica.start("127.0.0.1", 0, simulator.baseUrl());
        Replica second = Replica.start("127.0.0.2", first.port(), simulator.baseUrl());
        AccessLines broken = AccessLines.withReason("GATEWAY_DRAINING");
        Dragoneye dragoneye = Dragoneye.connect("http://replicas.test:" + first.port())) {
      // given
      Task task =
          dragoneye.submit(
              Video.fromBytes(new byte[100], "video/mp4"), MODEL, PredictOptions.defaults());
      dragoneye.tasks().waitFor(task.getTaskId());

      // when
      try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          workers.add(load.submit(() -> read(dragoneye, task.getTaskId())));
          workers.add(load.submit(() -> stream(dragoneye, task.getTaskId())));
          workers.add(load.submit(() -> predict(dragoneye)));
        }
        try {
          restartInTurn(first, second, workers);
        } finally {
          enough.set(true);
        }
        awaitAll(workers);
      }

      // then
      assertThat(broken.count("StreamVideoResults")).isPositive();
      assertThat(mediaFailures)
          .isNotEmpty()
          .allSatisfy(failure -> assertThat(failure.predictSent()).isPresent());
      for (DragoneyeException failure : mediaFailures) {
        reattach(dragoneye, failure);
      }
    }
  }

  private void restartInTurn(Replica first, Replica second, List<Future<?>> workers)
      throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      for (Replica replica : List.of(first, second)) {
        int readsBefore = reads.get();
        int streamsBefore = streams.get();
        replica.restart();
        // A rollout goes on when the new one is ready and load has spread again.
        await()
            .atMost(Duration.ofMinutes(1))
            .failFast(() -> awaitAll(workers.stream().filter(Future::isDone).toList()))
            .until(
                () ->
                    replica.hasCallers()
                        && reads.get() > readsBefore + 50
                        && streams.get() > streamsBefore);
      }
    }
  }

  private void read(Dragoneye dragoneye, String taskId) {
    while (!enough.get()) {
      assertThat(dragoneye.status(taskId).getStatus()).isEqualTo("predicted");
      reads.incrementAndGet();
    }
  }

  private void stream(Dragoneye dragoneye, String taskId) {
    while (!enough.get()) {
      long next = 0;
      try (ResultStream<VideoHeader, VideoDetectedObject> results =
          dragoneye.results().streamVideo(taskId)) {
        for (VideoDetectedObject object : results) {
          assertThat(results.place().index()).isEqualTo(next);
          assertThat(object.getObjectId()).isEqualTo(next);
          next++;
          rest(next);
        }
        assertThat(results.completion().getReadCount()).isEqualTo(OBJECTS);
      }
      assertThat(next).isEqualTo(OBJECTS);
      streams.incrementAndGet();
    }
  }

  /** Slow enough that a restart comes in between, fast enough to be through in seconds. */
  private static void rest(long read) {
    if (read % 1000 == 0) {
      LockSupport.parkNanos(50_000_000);
    }
  }

  private void predict(Dragoneye dragoneye) {
    while (!enough.get()) {
      try {
        dragoneye.predictImage(Image.fromBytes(new byte[1000], "image/jpeg"), MODEL);
      } catch (DragoneyeException cut) {
        mediaFailures.add(cut);
      }
    }
  }

  /** What was cut after the prediction was asked for is not lost. */
  private static void reattach(Dragoneye dragoneye, DragoneyeException cut) {
    cut.taskId()
        .ifPresent(
            taskId -> {
              dragoneye.tasks().waitFor(taskId);
              assertThat(dragoneye.getImageResults(taskId).getObjectsList()).isNotEmpty();
            });
  }

  private static void awaitAll(List<Future<?>> workers)
      throws InterruptedException, ExecutionException {
    for (Future<?> worker : workers) {
      worker.get();
    }
  }

  private static SimulatorOptions options() {
    List<DetectedObject> objects =
        LongStream.range(0, OBJECTS)
            .mapToObj(
                id -> new DetectedObject(id, List.of(new TimeRange(0, id)), List.of(), List.of()))
            .toList();
    byte[] archive = ArchiveWriter.write(new Predictions(objects, Optional.of(List.of(0L))));
    ResultsSource ofVideos =
        task ->
            task.family() == MediaFamily.VIDEO
                ? Optional.of(new ResultsArchive.InMemory(archive))
                : Optional.empty();
    return SimulatorOptions.builder()
        .acceptUnreadableMedia()
        .inferenceTime(Duration.ofSeconds(1))
        .results(ofVideos)
        .build();
  }
}
