package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects are left out, and begun behind, without harm to those that are read. */
class ObjectFilterTest {
  private static final ObjectFilter NOTHING = new ObjectFilter(Set.of(-1L), Set.of(), null, null);

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void shouldPassWhatFulfilsAllConditions(long seed) {
    // given
    List<VideoDetectedObject> objects = new RandomObjects(seed).some(80, 20);
    byte[] archive = WrittenArchive.of(objects);
    Random random = new Random(seed);

    for (int i = 0; i < 60; i++) {
      ObjectFilter filter = filter(random);
      long start = random.nextInt(objects.size() + 2);

      // when
      List<Read> read = read(archive, filter, start);

      // then
      assertThat(read).as("%s from %d", filter, start).isEqualTo(expected(objects, filter, start));
    }
  }

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofVideos")
  void shouldBeginAnywhereInWhatOthersWrote(Fixture fixture) {
    byte[] archive = Fixture.archive(fixture.name());
    List<VideoDetectedObject> all = Decoding.videoObjects(archive);
    for (long start = 0; start <= all.size() + 1; start++) {
      assertThat(read(archive, ObjectFilter.NONE, start))
          .as("from %d", start)
          .isEqualTo(expected(all, ObjectFilter.NONE, start));
    }
  }

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofVideos")
  void shouldFilterWhatOthersWrote(Fixture fixture) {
    byte[] archive = Fixture.archive(fixture.name());
    List<VideoDetectedObject> all = Decoding.videoObjects(archive);
    List<ObjectFilter> filters = new ArrayList<>(List.of(NOTHING));
    for (VideoDetectedObject object : all) {
      for (VideoCategoryPrediction category : object.getCategoriesList()) {
        filters.add(
            new ObjectFilter(
                Set.of(category.getCategoryId()), Set.of(), category.getScore(), null));
        filters.add(new ObjectFilter(Set.of(), Set.of(category.getName()), null, null));
      }
      for (TimestampRange range : object.getTimestampRangesList()) {
        filters.add(new ObjectFilter(Set.of(), Set.of(), null, range));
      }
    }
    for (ObjectFilter filter : filters) {
      assertThat(read(archive, filter, 0)).as("%s", filter).isEqualTo(expected(all, filter, 0));
    }
  }

  /** A page of numbers outside of lists has a row for each, whatever its header says. */
  @Test
  void shouldBeginAtTheRowWhereHeadersOfPagesMiscountThem() {
    // given
    byte[] archive =
        ParquetSurgery.on("arrow-plain").replace(0, idsOfTwoPages(1).entries(5)).archive();
    List<VideoDetectedObject> all = Decoding.videoObjects(archive);
    assertThat(all)
        .extracting(VideoDetectedObject::getObjectId)
        .containsExactly(0L, 1L, 2L, 3L, 4L);

    // when / then
    for (long start = 0; start <= 5; start++) {
      assertThat(read(archive, ObjectFilter.NONE, start))
          .as("from %d", start)
          .isEqualTo(expected(all, ObjectFilter.NONE, start));
    }
  }

  /** Two numbers, then three. */
  private static ForgedColumn idsOfTwoPages(int claimedRowsOfFirst) {
    return new ForgedColumn(0, 1)
        .append(header(2, claimedRowsOfFirst), plainIds(0, 2))
        .append(header(3, 3), plainIds(2, 5));
  }

  private static PageHeader header(int values, int rows) {
    int size = 2 + values * Long.BYTES;
    return new PageHeader(PageType.DATA_PAGE_V2, size, size)
        .setData_page_header_v2(
            new DataPageHeaderV2(values, 0, rows, Encoding.PLAIN, 2, 0).setIs_compressed(false));
  }

  private static byte[] plainIds(int from, int to) {
    ByteBuffer page =
        ByteBuffer.allocate(2 + (to - from) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    page.put((byte) ((to - from) << 1)).put((byte) 1);
    for (long id = from; id < to; id++) {
      page.putLong(id);
    }
    return page.array();
  }

  @Test
  void shouldEndTheTimelineOfACallerWhoHasGone() {
    try (ResultArchive open = Decoding.open(Fixture.archive("polars-zstd"))) {
      // when
      Thread.currentThread().interrupt();

      // then
      assertThatThrownBy(() -> Decoding.frameTimestamps(open))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(open.memory().reservedBytes()).isZero();
    }
  }

  @Test
  void shouldCountRowsWhetherTheyPassOrNot() {
    byte[] archive = WrittenArchive.of(List.of(track(1), track(2), track(3)));
    try (ResultArchive open = Decoding.open(archive);
        EncodedObjects objects = open.videoObjects(NOTHING, 1, 1024)) {
      assertThat(objects.rowCount()).isEqualTo(3);
      assertThat(objects.next()).isFalse();
      assertThat(objects.readCount()).isEqualTo(2);
      assertThat(objects.next()).isFalse();
      assertThat(objects.nextPiece()).isNull();
    }
  }

  @Test
  void shouldReadNothingFromBeyondTheEnd() {
    byte[] archive = WrittenArchive.of(List.of(track(1), track(2)));
    try (ResultArchive open = Decoding.open(archive);
        EncodedObjects objects = open.videoObjects(ObjectFilter.NONE, 3, 1024)) {
      assertThat(objects.next()).isFalse();
      assertThat(objects.readCount()).isZero();
      assertThat(objects.rowCount()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldPassOverTheRestOfAnObject(int piecesTaken) {
    // given
    List<VideoDetectedObject> objects = List.of(track(200), track(300), track(5));
    try (ResultArchive open = Decoding.open(WrittenArchive.of(objects));
        EncodedObjects reader = open.videoObjects(ObjectFilter.NONE, 0, 1024)) {
      // when
      reader.next();
      reader.next();
      for (int i = 0; i < piecesTaken; i++) {
        reader.nextPiece();
      }

      // then
      assertThat(reader.next()).isTrue();
      assertThat(reader.index()).isEqualTo(2);
      assertThat(PieceAssembly.video(PieceAssembly.keep(reader))).isEqualTo(objects.get(2));
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void shouldLeaveUnreadWhatNobodyWants() {
    // given
    byte[] archive = WrittenArchive.of(List.of(track(30_000), track(20_000)));
    CountedSource source = new CountedSource(ByteSource.of(archive));
    try (ResultArchive open =
        ResultArchive.open(source, Decoding.NO_HEADERS, DecodeBounds.DEFAULT, Decoding.memory())) {
      long before = source.bytesRead();

      // when
      try (EncodedObjects objects = open.videoObjects(NOTHING, 0, 1024)) {
        assertThat(objects.next()).isFalse();
      }

      // then
      assertThat(source.bytesRead() - before).isLessThan(archive.length / 20);
    }
  }

  @Test
  void shouldStopForAnInterruptedCaller() {
    try (ResultArchive open = Decoding.open(WrittenArchive.of(List.of(track(1))));
        EncodedObjects objects = open.videoObjects(NOTHING, 0, 1024)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(objects::next).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private record Read(long index, VideoDetectedObject object) {}

  private static VideoDetectedObject track(int observations) {
    return new RandomObjects(observations).one(observations);
  }

  private static List<Read> read(byte[] archive, ObjectFilter filter, long start) {
    List<Read> read = new ArrayList<>();
    try (ResultArchive open = Decoding.open(archive);
        EncodedObjects objects = open.videoObjects(filter, start, 1024)) {
      while (objects.next()) {
        read.add(new Read(objects.index(), PieceAssembly.video(PieceAssembly.keep(objects))));
      }
      assertThat(objects.readCount()).isEqualTo(Math.max(0, objects.rowCount() - start));
    }
    return read;
  }

  private static List<Read> expected(
      List<VideoDetectedObject> all, ObjectFilter filter, long start) {
    return LongStream.range(Math.min(start, all.size()), all.size())
        .mapToObj(index -> new Read(index, all.get((int) index)))
        .filter(read -> passes(filter, read.object()))
        .toList();
  }

  private static boolean passes(ObjectFilter filter, VideoDetectedObject object) {
    TimestampRange time = filter.timeRange();
    return (filter.isAnyCategory()
            || object.getCategoriesList().stream().anyMatch(category -> passes(filter, category)))
        && (time == null
            || object.getTimestampRangesList().stream().anyMatch(range -> overlap(range, time)));
  }

  private static boolean passes(ObjectFilter filter, VideoCategoryPrediction category) {
    boolean any = filter.categoryIds().isEmpty() && filter.categoryNames().isEmpty();
    Double minimum = filter.minimumCategoryScore();
    return (any
            || filter.categoryIds().contains(category.getCategoryId())
            || filter.categoryNames().contains(category.getName()))
        && (minimum == null || category.getScore() >= minimum);
  }

  private static boolean overlap(TimestampRange one, TimestampRange other) {
    return Math.max(one.getTimestampStartUsInclusive(), other.getTimestampStartUsInclusive())
        <= Math.min(one.getTimestampEndUsInclusive(), other.getTimestampEndUsInclusive());
  }

  private static ObjectFilter filter(Random random) {
    long start = 1_000L * random.nextInt(30);
    return new ObjectFilter(
        random.nextBoolean() ? Set.of() : Set.of((long) random.nextInt(6)),
        random.nextBoolean() ? Set.of() : Set.of("car", "é"),
        random.nextBoolean() ? null : random.nextDouble(),
        random.nextBoolean()
            ? null
            : TimestampRange.newBuilder()
                .setTimestampStartUsInclusive(start)
                .setTimestampEndUsInclusive(start + random.nextInt(5_000))
                .build());
  }
}
