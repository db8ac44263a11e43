package ai.dragoneye.gateway.upstream.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.UpstreamSettings.Results;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.v1.VideoFrame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameViewTest {
  private static final int NO_CACHE = 0;
  private static final int LITTLE = 1 << 10;

  private final ResultStorage storage = new ResultStorage(Results.DEFAULT);
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    // 13 observations a run, two runs merged at a time
    "1024, 0",
    "1024, 4000",
    // 3,449 observations a run, four runs merged at a time
    "262144, 100000",
    "16777216, 16777216",
  })
  void shouldShowWhatTheResultHolds(int sortMemoryBytes, int cacheBytes) throws Exception {
    FrameSettings settings = ReadFrames.settings(directory, sortMemoryBytes, cacheBytes);
    for (int seed = 0; seed < 60; seed++) {
      // given
      byte[] result = new RandomResult(seed, 40).archive(12, 60);
      try (ResultArchive archive = Archives.open(result);
          FrameView view = FrameView.build(archive, settings, storage)) {
        // when
        List<VideoFrame> frames = ReadFrames.from(view, 0);

        // then
        assertMatches(frames, ExpectedFrames.of(archive), seed);
        assertThat(view.frameCount()).isEqualTo(frames.size());
      }
    }
  }

  @Test
  void shouldMergeManyRunsInSeveralPasses() throws Exception {
    byte[] result = new RandomResult(7, 3_000).archive(400, 600);
    for (int memory : new int[] {32 << 10, 256 << 10, 1 << 20}) {
      try (ResultArchive archive = Archives.open(result);
          FrameView view =
              FrameView.build(archive, ReadFrames.settings(directory, memory, 1 << 20), storage)) {
        assertMatches(ReadFrames.from(view, 0), ExpectedFrames.of(archive), memory);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arrow-v2-row-groups",
        "polars-row-groups",
        "arrow-many-pages",
        "arrow-unsigned",
        "arrow-empty",
        "polars-double-lists"
      })
  void shouldShowWhatOtherWritersWrote(String name) throws Exception {
    try (ResultArchive archive = Archives.fixture(name);
        FrameView view =
            FrameView.build(archive, ReadFrames.settings(directory, LITTLE, NO_CACHE), storage)) {
      assertMatches(ReadFrames.from(view, 0), ExpectedFrames.of(archive), 0);
    }
  }

  @Test
  void shouldStartAtEveryFrame() throws Exception {
    try (ResultArchive archive = Archives.open(new RandomResult(3, 200).archive(60, 300));
        FrameView view =
            FrameView.build(archive, ReadFrames.settings(directory, LITTLE, 1 << 20), storage)) {
      List<VideoFrame> expected = ExpectedFrames.of(archive);
      assertThat(expected).hasSizeGreaterThan(100);
      for (int start = 0; start <= expected.size(); start++) {
        FrameReader reader = ReadFrames.reader(view, start);
        for (int index = start; index < Math.min(start + 3, expected.size()); index++) {
          assertThat(reader.next()).isTrue();
          assertThat(reader.index()).isEqualTo(index);
          assertThat(ReadFrames.current(reader).toByteString())
              .isEqualTo(expected.get(index).toByteString());
        }
      }
    }
  }

  @Test
  void shouldRefuseFramesThatCannotBe() throws Exception {
    try (ResultArchive archive = Archives.withTimeline(List.of(1L, 2L));
        FrameView view = FrameView.build(archive, FrameSettings.DEFAULT, storage)) {
      assertThat(ReadFrames.reader(view, 2).next()).isFalse();
      assertThatThrownBy(() -> ReadFrames.reader(view, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> ReadFrames.reader(view, -1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void shouldPassOverFramesOfWhichNotAllWasRead() throws Exception {
    try (ResultArchive archive = Archives.open(new RandomResult(5, 30).archive(300, 60));
        FrameView view =
            FrameView.build(archive, ReadFrames.settings(directory, LITTLE, 1 << 20), storage);
        FrameReader reader = view.frames(0, ObjectFilter.NONE, 200)) {
      // given
      List<VideoFrame> expected = ExpectedFrames.of(archive);
      for (VideoFrame frame : expected) {
        // when
        assertThat(reader.next()).isTrue();
        for (long piece = frame.getTimestampMicroseconds() / 1_000 % 3; piece > 0; piece--) {
          reader.nextPiece();
        }

        // then
        if (frame.getTimestampMicroseconds() / 1_000 % 3 == 0) {
          assertThat(ReadFrames.current(reader).toByteString()).isEqualTo(frame.toByteString());
          assertThat(reader.nextPiece()).isNull();
        }
      }
      assertThat(reader.next()).isFalse();
      assertThat(reader.nextPiece()).isNull();
      assertThat(reader.next()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 100, 150, 250, 400, 1_000, 4_000})
  void shouldCutFramesSoThatTheyCanBePutTogetherAgain(int pieceBytes) throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      // given
      byte[] result = new RandomResult(seed, 20).archive(30, 40);
      try (ResultArchive archive = Archives.open(result);
          FrameView view =
              FrameView.build(archive, ReadFrames.settings(directory, LITTLE, 10_000), storage)) {
        // when
        List<VideoFrame> frames = ReadFrames.from(view, 0, ObjectFilter.NONE, pieceBytes);

        // then
        assertMatches(frames, ExpectedFrames.of(archive), seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 400, 1_000, 4_000, 250_000})
  void shouldKeepPiecesWithinTheSizeThatWasAskedFor(int pieceBytes) throws Exception {
    try (ResultArchive archive = Archives.open(new RandomResult(8, 20).archive(300, 40));
        FrameView view =
            FrameView.build(archive, ReadFrames.settings(directory, LITTLE, NO_CACHE), storage);
        FrameReader reader = view.frames(0, ObjectFilter.NONE, pieceBytes)) {
      while (reader.next()) {
        for (FramePiece piece = reader.nextPiece(); piece != null; piece = reader.nextPiece()) {
          assertThat(piece.length()).isLessThanOrEqualTo(pieceBytes);
        }
      }
    }
  }

  @Test
  void shouldServeManyReadersAtATime() throws Exception {
    try (ResultArchive archive = Archives.open(new RandomResult(11, 300).archive(80, 300));
        FrameView view =
            FrameView.build(archive, ReadFrames.settings(directory, LITTLE, 50_000), storage);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // given
      List<VideoFrame> expected = ExpectedFrames.of(archive);

      // when
      List<Future<List<VideoFrame>>> readings = new ArrayList<>();
      for (int start = 0; start < 32; start++) {
        int from = start;
        readings.add(threads.submit(() -> ReadFrames.from(view, from)));
      }

      // then
      for (int start = 0; start < readings.size(); start++) {
        assertMatches(readings.get(start).get(), expected.subList(start, expected.size()), start);
      }
    }
  }

  @Test
  void shouldNeedTheArchiveOnlyToBuild() throws Exception {
    ResultArchive archive = Archives.fixture("arrow-v2-row-groups");
    List<VideoFrame> expected = ExpectedFrames.of(archive);
    try (FrameView view = FrameView.build(archive, FrameSettings.DEFAULT, storage)) {
      archive.close();
      assertMatches(ReadFrames.from(view, 0), expected, 0);
    }
  }

  private static void assertMatches(
      List<VideoFrame> frames, List<VideoFrame> expected, long which) {
    assertThat(ReadFrames.bytes(frames)).as("%d", which).isEqualTo(ReadFrames.bytes(expected));
  }
}
