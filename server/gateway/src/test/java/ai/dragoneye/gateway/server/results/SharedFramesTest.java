package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Results;
import ai.dragoneye.gateway.upstream.frames.FrameSettings;
import ai.dragoneye.gateway.upstream.frames.FrameView;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import java.util.List;
import java.util.Optional;
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
    assertThat(second.frames(0).nextFrame()).isTrue();
    frames.release();
  }

  @Test
  void shouldFreeTheViewWithItsLastReaderAndBuildItAgainForTheNext() throws InterruptedException {
    // given
    FrameView first = frames.acquire(archive);

    // when
    frames.release();

    // then
    assertThatThrownBy(() -> first.frames(0)).isInstanceOf(IllegalStateException.class);
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
}
