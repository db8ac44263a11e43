package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure.NoRoom;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsTooLarge;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What readers hold is counted, bounded for all of them together, and always given back. */
class DecodeMemoryTest {
  private final DecodeMemory memory = new DecodeMemory(64 << 20);

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofVideos")
  void shouldGiveEverythingBackAtTheEnd(Fixture fixture) {
    try (ResultArchive archive = open(Fixture.archive(fixture.name()), memory)) {
      // when
      try (MemoryShare share = new MemoryShare(memory)) {
        long[] timestamps = archive.frameTimestamps(share);
        assertThat(memory.reservedBytes()).isEqualTo((long) timestamps.length * Long.BYTES);
      }
      assertThat(memory.reservedBytes()).isZero();
      ObjectReader<VideoDetectedObject> reader = archive.videoObjects();
      assertThat(memory.reservedBytes()).isPositive();
      while (reader.next() != null) {
        assertThat(memory.reservedBytes()).isPositive();
      }

      // then
      assertThat(memory.reservedBytes()).isZero();
      reader.close();
      assertThat(memory.reservedBytes()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofVideos")
  void shouldGiveEverythingBackWhenClosedBeforeTheEnd(Fixture fixture) {
    try (ResultArchive archive = open(Fixture.archive(fixture.name()), memory)) {
      for (int read = 0; read < 3; read++) {
        // when
        try (ObjectReader<VideoDetectedObject> reader = archive.videoObjects()) {
          for (int i = 0; i < read; i++) {
            reader.next();
          }
        }

        // then
        assertThat(memory.reservedBytes()).isZero();
      }
    }
  }

  @Test
  void shouldGiveEverythingBackAfterBrokenPages() {
    byte[] whole =
        ZipBytes.membersOf(Fixture.archive("arrow-snappy"))
            .getOrDefault("predictions.parquet", new byte[0]);
    int failures = 0;
    for (int at = 4; at < whole.length; at += 13) {
      // given
      byte[] broken = whole.clone();
      broken[at] ^= 0x55;

      // when
      try (ResultArchive archive = open(ZipBytes.predictions(broken), memory)) {
        Decoding.readAll(archive.videoObjects());
      } catch (UpstreamException e) {
        failures++;
      }

      // then
      assertThat(memory.reservedBytes()).isZero();
    }
    assertThat(failures).isPositive();
  }

  @Test
  void shouldHoldAPieceOfALongTrackInsteadOfAllOfIt() {
    // given
    VideoDetectedObject track = new RandomObjects(1).one(50_000);
    byte[] written = WrittenArchive.of(List.of(track));
    long whole = mostHeld(written, Integer.MAX_VALUE);

    // when
    long inPieces = mostHeld(written, 256 << 10);

    // then
    assertThat(inPieces).isPositive().isLessThan(whole - track.getSerializedSize() / 2);
  }

  @Test
  void shouldReserveByTheFooterBeforePagesAreOpened() {
    // given
    byte[] written = WrittenArchive.of(List.of(new RandomObjects(1).one(150_000)));
    DecodeMemory little = new DecodeMemory(1 << 20);
    CountedSource source = new CountedSource(ByteSource.of(written));
    try (ResultArchive archive =
            ResultArchive.open(source, Decoding.NO_HEADERS, DecodeBounds.DEFAULT, little);
        EncodedObjects objects = archive.videoObjects(ObjectFilter.NONE, 0, 256 << 10)) {
      objects.next();
      long before = source.bytesRead();

      // when
      assertThat(Decoding.failureOf(objects::nextPiece)).isInstanceOf(ResultsTooLarge.class);

      // then
      assertThat(source.bytesRead()).isEqualTo(before);
    }
  }

  @Test
  void shouldRefuseFurtherReadersUntilOneLeaves() {
    // given
    byte[] bytes = Fixture.archive("arrow-plain");
    DecodeMemory small = new DecodeMemory(5 * neededBytes(bytes));
    try (ResultArchive archive = open(bytes, small)) {
      List<ObjectReader<VideoDetectedObject>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ObjectReader<VideoDetectedObject> reader = archive.videoObjects();
        assertThat(reader.next()).isNotNull();
        running.add(reader);
      }

      // when
      assertThat(Decoding.failureOf(() -> Decoding.readAll(archive.videoObjects())))
          .isInstanceOf(NoRoom.class);

      // then
      running.forEach(reader -> assertThat(Decoding.readAll(reader)).isNotEmpty());
      assertThat(small.reservedBytes()).isZero();
      assertThat(Decoding.readAll(archive.videoObjects())).isNotEmpty();
    }
  }

  @Test
  void shouldCallTooLargeWhatDoesNotFitAlone() {
    // given
    byte[] bytes = Fixture.archive("arrow-plain");
    DecodeMemory small = new DecodeMemory(neededBytes(bytes));
    try (ResultArchive archive = open(bytes, small)) {
      // when
      Object failure = Decoding.failureOf(() -> Decoding.readAll(archive.videoObjects()));

      // then
      assertThat(failure)
          .asInstanceOf(InstanceOfAssertFactories.type(ResultsTooLarge.class))
          .extracting(ResultsTooLarge::message)
          .asString()
          .startsWith("predictions.parquet: ")
          .endsWith(
              " bytes to decode with exceed the bound of %d (upstream.results.decode_memory_bytes)"
                  .formatted(small.readerBytes()));
      assertThat(small.reservedBytes()).isZero();
    }
  }

  @Test
  void shouldKeepTheLastEighthForThoseWhoHaveBegun() {
    DecodeMemory eighty = new DecodeMemory(80);
    assertThat(eighty.tryReserve(71, false)).isFalse();
    assertThat(eighty.tryReserve(70, false)).isTrue();
    assertThat(eighty.tryReserve(1, false)).isFalse();
    assertThat(eighty.tryReserve(11, true)).isFalse();
    assertThat(eighty.tryReserve(10, true)).isTrue();
    assertThat(eighty.reservedBytes()).isEqualTo(80);
  }

  private long mostHeld(byte[] written, int pieceBytes) {
    long most = 0;
    try (ResultArchive archive = open(written, memory);
        EncodedObjects objects = archive.videoObjects(ObjectFilter.NONE, 0, pieceBytes)) {
      assertThat(objects.next()).isTrue();
      while (objects.nextPiece() != null) {
        most = Math.max(most, memory.reservedBytes());
      }
    }
    return most;
  }

  private static long neededBytes(byte[] bytes) {
    DecodeMemory plenty = Decoding.memory();
    try (ResultArchive archive = open(bytes, plenty);
        ObjectReader<VideoDetectedObject> reader = archive.videoObjects()) {
      reader.next();
      return plenty.reservedBytes();
    }
  }

  private static ResultArchive open(byte[] archive, DecodeMemory memory) {
    return ResultArchive.open(
        ByteSource.of(archive), Decoding.NO_HEADERS, DecodeBounds.DEFAULT, memory);
  }
}
