package ai.dragoneye.gateway.upstream.frames;

import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Results;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.upstream.testing.OpenFiles;
import ai.dragoneye.gateway.v1.VideoFrame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of all frame views and of all readers of results is one. */
class FrameMemoryTest {
  private static final byte[] RESULT = new RandomResult(3, 300).archive(200, 300);
  private static final long BUDGET = 64L << 20;
  private static final int SORT_MEMORY = 16 << 20;

  @TempDir private Path directory;
  private final ResultStorage storage = new ResultStorage(Results.DEFAULT);
  private final DecodeMemory memory = new DecodeMemory(BUDGET);
  private final ResultArchive archive = Archives.open(RESULT, memory);

  @AfterEach
  void closeArchive() {
    archive.close();
  }

  @Test
  void shouldHoldNothingOfAViewThatNobodyReads() throws Exception {
    try (FrameView view = build(1 << 20)) {
      assertThat(view.frameCount()).isPositive();
      assertThat(memory.reservedBytes()).isZero();
    }
  }

  @Test
  void shouldHoldWhatTheCacheHoldsUntilTheViewIsClosed() throws Exception {
    // given
    FrameView view = build(1 << 20);

    // when
    assertThat(ReadFrames.from(view, 0)).isNotEmpty();

    // then
    assertThat(memory.reservedBytes()).isPositive().isLessThanOrEqualTo(1 << 20);
    view.close();
    assertThat(memory.reservedBytes()).isZero();
  }

  @Test
  void shouldRefuseToBuildWhereOthersHoldTheMemory() throws Exception {
    // given
    MemoryShare others = new MemoryShare(memory);
    others.take(BUDGET - BUDGET / 8 - 100_000);

    // when / then
    assertFailure(() -> build(0))
        .isInstanceOfSatisfying(
            UpstreamFailure.NoRoom.class,
            failure -> assertThat(failure.message()).contains("decode_memory_bytes"));
    assertThat(memory.reservedBytes()).isEqualTo(others.held());
    assertThat(OpenFiles.unlinkedIn(directory)).isEmpty();
    others.close();
    build(0).close();
  }

  @Test
  void shouldSortInWhatIsLeftOfTheMemory() throws Exception {
    // given
    List<VideoFrame> expected = ExpectedFrames.of(archive);
    DecodeMemory little = new DecodeMemory(6 << 20);
    try (ResultArchive crowded = Archives.open(RESULT, little);
        FrameView view =
            FrameView.build(crowded, ReadFrames.settings(directory, SORT_MEMORY, 0), storage)) {
      // when / then
      assertThat(ReadFrames.bytes(ReadFrames.from(view, 0))).isEqualTo(ReadFrames.bytes(expected));
    }
  }

  @Test
  void shouldReadWithoutACacheWhereMoreThanHalfOfTheMemoryIsInUse() throws Exception {
    // given
    List<VideoFrame> expected = ExpectedFrames.of(archive);
    MemoryShare others = new MemoryShare(memory);
    try (FrameView view = build(1 << 20)) {
      others.take(BUDGET / 2);

      // when
      List<VideoFrame> frames = ReadFrames.from(view, 0);

      // then
      assertThat(ReadFrames.bytes(frames)).isEqualTo(ReadFrames.bytes(expected));
      assertThat(memory.reservedBytes()).isEqualTo(others.held());
    }
  }

  @Test
  void shouldRefuseReadersBeyondTheMemoryUntilOthersAreGone() throws Exception {
    // given
    try (FrameView view = build(0)) {
      List<FrameReader> readers = new ArrayList<>();

      // when
      assertThatThrownBy(
              () -> {
                while (true) {
                  readers.add(view.frames(0, ObjectFilter.NONE, 1_000));
                }
              })
          .hasMessageContaining("decode_memory_bytes");

      // then
      assertThat(readers).hasSizeBetween(1_000, 2_000);
      assertThat(memory.reservedBytes()).isLessThanOrEqualTo(BUDGET - BUDGET / 8);
      readers.removeLast().close();
      readers.add(view.frames(0, ObjectFilter.NONE, 1_000));
      readers.forEach(FrameReader::close);
      readers.forEach(FrameReader::close);
      assertThat(memory.reservedBytes()).isZero();
    }
  }

  private FrameView build(int cacheBytes) throws InterruptedException {
    return FrameView.build(
        archive, ReadFrames.settings(directory, SORT_MEMORY, cacheBytes), storage);
  }
}
