package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results that are read slowly, or no more. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowReaderTest {
  /** 1 MiB read ahead, the HTTP/2 window of 1 MiB, what the gateway has ready, and change. */
  private static final long MOST_AHEAD = 4_000_000 / EndlessVideo.OBJECT_BYTES;

  private static long sentWhenItStops(EndlessVideo video) {
    AtomicLong before = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(300))
        .until(() -> before.getAndSet(video.sentObjects.get()) == video.sentObjects.get());
    return video.sentObjects.get();
  }

  @Test
  void shouldAskForMoreOnlyAsConsumerReads() {
    EndlessVideo video = new EndlessVideo();
    try (FakeGateway gateway = FakeGateway.serving(video);
        Dragoneye dragoneye = gateway.connect();
        ResultStream<VideoHeader, VideoDetectedObject> results =
            dragoneye.results().streamVideo("task-1")) {
      Iterator<VideoDetectedObject> iterator = results.iterator();
      assertThat(iterator.next().getObjectId()).isZero();
      assertThat(sentWhenItStops(video)).isLessThan(MOST_AHEAD);

      for (int i = 1; i < 100; i++) {
        assertThat(iterator.next().getObjectId()).isEqualTo(i);
      }
      assertThat(sentWhenItStops(video)).isBetween(100L, 100 + MOST_AHEAD);
    }
  }

  @Test
  void shouldCancelCallWhenClosedEarly() throws Exception {
    EndlessVideo video = new EndlessVideo();
    try (FakeGateway gateway = FakeGateway.serving(video);
        Dragoneye dragoneye = gateway.connect()) {
      Iterator<VideoDetectedObject> iterator;
      try (ResultStream<VideoHeader, VideoDetectedObject> results =
          dragoneye.results().streamVideo("task-1")) {
        iterator = results.iterator();
        iterator.next();
      }

      video.cancelled.await();
      assertThatThrownBy(iterator::next)
          .isInstanceOf(CallCancelledException.class)
          .hasMessage("The stream was closed [CANCELLED, task task-1]");
    }
  }

  @Test
  void shouldWakeWaitingThreadWhenClosedByAnother() throws Exception {
    try (StalledVideo video = StalledVideo.after(1);
        Dragoneye dragoneye = video.gateway.connect()) {
      ResultStream<VideoHeader, VideoDetectedObject> results =
          dragoneye.results().streamVideo("task-1");
      Iterator<VideoDetectedObject> iterator = results.iterator();
      iterator.next();
      CompletableFuture<Throwable> failure =
          CompletableFuture.supplyAsync(() -> catchThrowable(iterator::next));

      results.close();

      assertThat(failure.get()).isInstanceOf(CallCancelledException.class);
      video.cancelled.await();
    }
  }

  @Test
  void shouldCancelCallWhenWaitingThreadIsInterrupted() throws Exception {
    try (StalledVideo video = StalledVideo.after(1);
        Dragoneye dragoneye = video.gateway.connect();
        ResultStream<VideoHeader, VideoDetectedObject> results =
            dragoneye.results().streamVideo("task-1")) {
      CountDownLatch waiting = new CountDownLatch(1);
      Caller caller =
          Caller.start(
              () -> {
                results.iterator().next();
                waiting.countDown();
                results.iterator().next();
              });
      waiting.await();

      caller.interrupt();

      assertThat(caller.failure())
          .isInstanceOf(CallCancelledException.class)
          .hasMessage(
              "The call was cancelled by an interrupt of its thread [CANCELLED, task task-1]");
      video.cancelled.await();
    }
  }

  @Test
  void shouldEndAtDeadlineWhateverWasRead() throws Exception {
    ResultOptions options = ResultOptions.builder().deadline(Duration.ofMillis(500)).build();
    try (StalledVideo video = StalledVideo.after(2);
        Dragoneye dragoneye = video.gateway.connect();
        ResultStream<VideoHeader, VideoDetectedObject> results =
            dragoneye.results().streamVideo("task-1", options)) {
      Iterator<VideoDetectedObject> iterator = results.iterator();
      iterator.next();
      iterator.next();

      assertThatThrownBy(iterator::next).isInstanceOf(DeadlineExceededException.class);
      video.cancelled.await();
    }
  }

  @Test
  void shouldAskForMoreOnlyAsListenerReturns() throws Exception {
    EndlessVideo video = new EndlessVideo();
    CountDownLatch goOn = new CountDownLatch(1);
    try (FakeGateway gateway = FakeGateway.serving(video);
        Dragoneye dragoneye = gateway.connect()) {
      CompletableFuture<ResultCompletion> future =
          dragoneye
              .results()
              .streamVideoAsync(
                  "task-1", ResultOptions.defaults(), (object, place) -> waitFor(goOn));
      await().until(() -> video.sentObjects.get() > 0);

      assertThat(sentWhenItStops(video)).isLessThan(MOST_AHEAD);

      goOn.countDown();
      await().until(() -> video.sentObjects.get() > 2 * MOST_AHEAD);
      future.cancel(false);
      video.cancelled.await();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldEndCallWithWhatListenerThrows() throws Exception {
    EndlessVideo video = new EndlessVideo();
    try (FakeGateway gateway = FakeGateway.serving(video);
        Dragoneye dragoneye = gateway.connect()) {
      CompletableFuture<ResultCompletion> future =
          dragoneye
              .results()
              .streamVideoAsync(
                  "task-1",
                  ResultOptions.defaults(),
                  (object, place) -> {
                    throw new IllegalStateException("disk full");
                  });

      assertThatThrownBy(future::get).hasRootCauseMessage("disk full");
      video.cancelled.await();
    }
  }
}
