package ai.dragoneye.gateway.upstream.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.UpstreamSettings.Results;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoFrame;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFilterTest {
  private final ResultStorage storage = new ResultStorage(Results.DEFAULT);
  @TempDir Path directory;

  static Stream<Arguments> conditions() {
    return Stream.of(
        condition(Set.of(1L), Set.of(), null, category -> category.getCategoryId() == 1),
        condition(
            Set.of(), Set.of("éé3", "7"), null, c -> Set.of("éé3", "7").contains(c.getName())),
        condition(
            Set.of(2L),
            Set.of("é4"),
            0.5,
            c -> (c.getCategoryId() == 2 || c.getName().equals("é4")) && c.getScore() >= 0.5),
        condition(Set.of(), Set.of(), 0.9, category -> category.getScore() >= 0.9),
        condition(Set.of(), Set.of(), 0.0, category -> category.getScore() >= 0),
        condition(Set.of(99L), Set.of(), null, _ -> false));
  }

  private static Arguments condition(
      Set<Long> ids,
      Set<String> names,
      @Nullable Double score,
      Predicate<ImageCategoryPrediction> passes) {
    return Arguments.of(new ObjectFilter(ids, names, score, null), passes);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void shouldReadFramesInWhichACategoryFulfilsAllConditions(
      ObjectFilter filter, Predicate<ImageCategoryPrediction> passes) throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      // given
      try (ResultArchive archive = Archives.open(new RandomResult(seed, 40).archive(8, 10));
          FrameView view =
              FrameView.build(archive, ReadFrames.settings(directory, 1 << 20, 2_000), storage)) {
        // when
        List<VideoFrame> frames = ReadFrames.from(view, 0, filter, ReadFrames.LARGE_PIECES);

        // then
        assertThat(ReadFrames.bytes(frames))
            .isEqualTo(
                ReadFrames.bytes(
                    ExpectedFrames.of(archive).stream()
                        .filter(
                            frame ->
                                frame.getObjectsList().stream()
                                    .flatMap(object -> object.getCategoriesList().stream())
                                    .anyMatch(passes))
                        .toList()));
      }
    }
  }

  @Test
  void shouldReadFramesWithinTheTimeRangeBothEndsIncluded() throws Exception {
    // given
    try (ResultArchive archive = Archives.withTimeline(List.of(-6L, -5L, 0L, 5L, 6L));
        FrameView view = FrameView.build(archive, FrameSettings.DEFAULT, storage);
        FrameReader reader = view.frames(1, within(-5, 5), 1_000)) {
      // when / then
      for (int index = 1; index <= 3; index++) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.index()).isEqualTo(index);
      }
      assertThat(reader.next()).isFalse();
      assertThat(reader.readCount()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1 << 20})
  void shouldLookAtEachAppearanceOnceHoweverManyFramesShowIt(int cacheBytes) throws Exception {
    // given
    try (ResultArchive archive =
            Archives.withoutTimeline(
                Archives.object(
                    1, Stream.iterate(0L, t -> t + 1).limit(500).map(Archives::gap).toList()),
                Archives.object(
                    2, Stream.iterate(0L, t -> t + 1).limit(500).map(Archives::gap).toList()));
        FrameView view =
            FrameView.build(archive, ReadFrames.settings(directory, 1 << 20, cacheBytes), storage);
        FrameReader reader =
            view.frames(0, new ObjectFilter(Set.of(7L), Set.of(), null, null), 1_000)) {
      // when
      assertThat(reader.next()).isFalse();

      // then
      assertThat(reader.readCount()).isEqualTo(500);
      assertThat(view.appearanceReads()).isEqualTo(2);
    }
  }

  @Test
  void shouldStopASearchThatFindsNothingWhenInterrupted() throws Exception {
    // given
    try (ResultArchive archive = Archives.withTimeline(List.of(1L, 2L, 3L));
        FrameView view = FrameView.build(archive, FrameSettings.DEFAULT, storage);
        FrameReader reader = view.frames(0, within(7, 8), 1_000)) {
      Thread.currentThread().interrupt();

      // when / then
      assertThatThrownBy(reader::next).isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  private static ObjectFilter within(long start, long end) {
    return new ObjectFilter(
        Set.of(),
        Set.of(),
        null,
        TimestampRange.newBuilder()
            .setTimestampStartUsInclusive(start)
            .setTimestampEndUsInclusive(end)
            .build());
  }
}
