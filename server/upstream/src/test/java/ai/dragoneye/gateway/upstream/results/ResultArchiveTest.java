package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultArchiveTest {
  private static final byte[] ARCHIVE = Fixture.archive("arrow-v2-row-groups");

  @Test
  void shouldPassTheFileNameOn() {
    try (ResultArchive archive = open("a\r\n\"b\u0000", null)) {
      assertThat(archive.originalFileName()).isEqualTo("a\r\n\"b\u0000");
    }
    try (ResultArchive archive = open(null, null)) {
      assertThat(archive.originalFileName()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"30,30", "' 5 ',5", "-1,-1"})
  void shouldReadFramesPerSecond(String header, int expected) {
    try (ResultArchive archive = open(null, header)) {
      assertThat(archive.framesPerSecond()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "29.97", "thirty", "99999999999"})
  void shouldRefuseFramesPerSecondThatAreNoInteger(String header) {
    try (ResultArchive archive = open(null, header)) {
      assertThat(Decoding.failureOf(archive::framesPerSecond))
          .isEqualTo(new ResultsCorrupt("header X-Frames-Per-Second is not an integer"));
    }
  }

  @Test
  void shouldMissFramesPerSecondOnlyWhenAskedForThem() {
    try (ResultArchive archive = open(null, null)) {
      assertThat(Decoding.readAll(archive.videoObjects())).hasSize(12);
      assertThat(Decoding.failureOf(archive::framesPerSecond))
          .isEqualTo(new ResultsCorrupt("header X-Frames-Per-Second is missing"));
    }
  }

  @Test
  void shouldLetSeveralReadersReadAtATime() {
    List<VideoDetectedObject> expected = Decoding.videoObjects(ARCHIVE);
    try (ResultArchive archive = open(null, null);
        ObjectReader<VideoDetectedObject> one = archive.videoObjects();
        ObjectReader<VideoDetectedObject> other = archive.videoObjects()) {
      List<@Nullable VideoDetectedObject> read = new ArrayList<>();
      for (int i = 0; i < expected.size(); i++) {
        read.add(one.next());
        assertThat(other.next()).isEqualTo(read.getLast());
      }
      assertThat(read).isEqualTo(expected);
      assertThat(one.next()).isNull();
      assertThat(one.next()).isNull();
    }
  }

  @Test
  void shouldCloseTheSourceWhenItCannotBeOpened() {
    ClosableSource source = new ClosableSource(new byte[100]);
    assertThatThrownBy(
            () ->
                ResultArchive.open(
                    source, Decoding.NO_HEADERS, DecodeBounds.DEFAULT, Decoding.memory()))
        .isInstanceOf(UpstreamException.class);
    assertThat(source.closed()).isTrue();
  }

  @Test
  void shouldTellAFailingSourceFromABrokenArchive() {
    ClosableSource source = new ClosableSource(ARCHIVE);
    ResultArchive archive =
        ResultArchive.open(source, Decoding.NO_HEADERS, DecodeBounds.DEFAULT, Decoding.memory());
    ObjectReader<VideoDetectedObject> reader = archive.videoObjects();
    archive.close();
    archive.close();
    assertThat(source.closed()).isTrue();
    assertThatThrownBy(reader::next).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void shouldReadBuffersFromWhereTheyStand() {
    ByteBuffer padded =
        ByteBuffer.allocateDirect(ARCHIVE.length + 20)
            .position(10)
            .put(ARCHIVE)
            .flip()
            .position(10);
    try (ResultArchive archive =
        ResultArchive.open(
            ByteSource.of(padded), Decoding.NO_HEADERS, DecodeBounds.DEFAULT, Decoding.memory())) {
      assertThat(Decoding.readAll(archive.videoObjects()))
          .isEqualTo(Decoding.videoObjects(ARCHIVE));
    }
    assertThat(padded.remaining()).isEqualTo(ARCHIVE.length);
  }

  private static ResultArchive open(@Nullable String fileName, @Nullable String framesPerSecond) {
    return ResultArchive.open(
        ByteSource.of(ARCHIVE),
        new ArchiveHeaders(fileName, framesPerSecond),
        DecodeBounds.DEFAULT,
        Decoding.memory());
  }
}
