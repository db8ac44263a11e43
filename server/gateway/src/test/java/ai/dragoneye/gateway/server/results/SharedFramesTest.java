package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Results;
import ai.dragoneye.gateway.upstream.frames.FrameSettings;
import ai.dragoneye.gateway.upstream.frames.FrameView;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedFramesTest {
  private final ResultArchive archive =
      ResultArchive.open(
          ByteSource.of(
              ArchiveWriter.write(new Predictions(List.of(), Optional.of(List.of(0L, 1L))))),
          new ArchiveHeaders(null, "1"),
          DecodeBounds.DEFAULT,
          new DecodeMemory(1L << 30));
  private final SharedFrames frames =
      new SharedFrames(
          archive ->
              FrameView.build(archive, FrameSettings.DEFAULT, new ResultStorage(Results.DEFAULT)));

  @Test
  void shouldBuildOneViewForAllWhoReadItAtTheSameTime() throws InterruptedException {
    // when
    FrameView first = frames.acquire(archive);
    FrameView second = frames.acquire(archive);
    frames.release();

    // then
    assertThat(second).isSameAs(first);
    assertThat(second.frames(0, ObjectFilter.NONE, 1).next()).isTrue();
    frames.release();
  }

  @Test
  void shouldFreeTheViewWithItsLastReaderAndBuildItAgainForTheNext() throws InterruptedException {
    // given
    FrameView first = frames.acquire(archive);

    // when
    frames.release();

    // then
    assertThatThrownBy(() -> first.frames(0, ObjectFilter.NONE, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThat(frames.acquire(archive).frameCount()).isEqualTo(2);
    frames.release();
  }

  @Test
  void shouldBuildForTheNextWhereOneGivesUp() throws InterruptedException {
    // given
    Thread.currentThread().interrupt();

    // when
    assertThatThrownBy(() -> frames.acquire(archive)).isInstanceOf(InterruptedException.class);

    // then
    assertThat(frames.acquire(archive).frameCount()).isEqualTo(2);
    frames.release();
  }

  @Test
  void shouldBuildForTheNextWhereOneGivesUpInTheMiddleOfBuilding() throws Exception {
    // given
    CountDownLatch building = new CountDownLatch(1);
    AtomicInteger builds = new AtomicInteger();
    SharedFrames slow =
        new SharedFrames(
            archive -> {
              if (builds.incrementAndGet() == 1) {
                building.countDown();
                new CountDownLatch(1).await();
              }
              return FrameView.build(
                  archive, FrameSettings.DEFAULT, new ResultStorage(Results.DEFAULT));
            });
    FutureTask<FrameView> first = new FutureTask<>(() -> slow.acquire(archive));
    FutureTask<FrameView> second = new FutureTask<>(() -> slow.acquire(archive));
    Thread builder = Thread.ofVirtual().start(first);
    building.await();
    Thread waiting = Thread.ofVirtual().start(second);
    await().until(() -> waiting.getState() == Thread.State.WAITING);

    // when
    builder.interrupt();

    // then
    assertThatThrownBy(first::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(second.get().frameCount()).isEqualTo(2);
    assertThat(builds).hasValue(2);
    slow.release();
    assertThatThrownBy(() -> second.get().frames(0, ObjectFilter.NONE, 1))
        .isInstanceOf(IllegalStateException.class);
  }
}
