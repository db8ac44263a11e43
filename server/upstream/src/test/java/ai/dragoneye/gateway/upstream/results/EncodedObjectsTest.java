package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects come out as the bytes that their generated classes serialize, whole and in pieces. */
class EncodedObjectsTest {
  /**
   * Messages are compared because JSON does not tell one NaN from another; of each piece, bytes.
   */
  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofVideos")
  void shouldWriteVideosAsTheGeneratedClassDoes(Fixture fixture) throws IOException {
    assertThat(videosIn(Fixture.archive(fixture.name()), Integer.MAX_VALUE))
        .isEqualTo(fixture.objects(VideoDetectedObject.getDefaultInstance()));
  }

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofImages")
  void shouldWriteImagesAsTheGeneratedClassDoes(Fixture fixture) throws IOException {
    assertThat(imagesIn(Fixture.archive(fixture.name()), Integer.MAX_VALUE))
        .isEqualTo(fixture.objects(ImageDetectedObject.getDefaultInstance()));
  }

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofVideos")
  void shouldCutVideosIntoPiecesThatMakeThem(Fixture fixture) throws IOException {
    byte[] archive = Fixture.archive(fixture.name());
    List<ByteString> whole = serialized(videosIn(archive, Integer.MAX_VALUE));
    for (int pieceBytes : new int[] {1, 50, 200, 1024}) {
      assertThat(serialized(videosIn(archive, pieceBytes))).as("%d", pieceBytes).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofImages")
  void shouldCutImagesIntoPiecesThatMakeThem(Fixture fixture) throws IOException {
    byte[] archive = Fixture.archive(fixture.name());
    List<ByteString> whole = serialized(imagesIn(archive, Integer.MAX_VALUE));
    for (int pieceBytes : new int[] {1, 50, 200, 1024}) {
      assertThat(serialized(imagesIn(archive, pieceBytes))).as("%d", pieceBytes).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldWriteWhateverThereIs(long seed) {
    // given
    List<VideoDetectedObject> objects = new RandomObjects(seed).some(40, 60);
    byte[] archive = WrittenArchive.of(objects);
    List<ByteString> expected = serialized(objects);

    for (int pieceBytes : new int[] {Integer.MAX_VALUE, 1, 100, 300, 1024, 5000}) {
      // when
      List<ByteString> read = serialized(videosIn(archive, pieceBytes));

      // then
      assertThat(read).as("%d", pieceBytes).isEqualTo(expected);
    }
  }

  @Test
  void shouldReadATrackOfManyPages() {
    // given
    List<VideoDetectedObject> objects = new ArrayList<>(new RandomObjects(7).some(5, 10));
    objects.add(new RandomObjects(8).one(120_000));
    objects.add(new RandomObjects(9).one(3));
    byte[] archive = WrittenArchive.of(objects);

    // when
    List<ByteString> read = serialized(videosIn(archive, 64 << 10));

    // then
    assertThat(read.equals(serialized(objects))).isTrue();
  }

  @Test
  void shouldLeaveWholeWhatJustFits() {
    // given
    VideoDetectedObject object = new RandomObjects(3).one(20);
    byte[] archive = WrittenArchive.of(List.of(object));
    int size = object.getSerializedSize();

    // then
    assertThat(piecesOf(archive, size)).hasSize(1);
    assertThat(piecesOf(archive, size - 1)).hasSize(2);
  }

  @Test
  void shouldFillPiecesAndKeepThemBelowTheirSize() {
    // given
    byte[] archive = WrittenArchive.of(List.of(new RandomObjects(5).one(2_000)));
    int pieceBytes = 4096;

    // when
    List<PieceAssembly.Kept> pieces = piecesOf(archive, pieceBytes);

    // then
    assertThat(pieces).allMatch(piece -> piece.bytes().size() <= pieceBytes);
    assertThat(pieces.subList(0, pieces.size() - 2))
        .allMatch(piece -> piece.bytes().size() > pieceBytes - 80);
  }

  private static List<PieceAssembly.Kept> piecesOf(byte[] archive, int pieceBytes) {
    try (ResultArchive open = Decoding.open(archive);
        EncodedObjects objects = open.videoObjects(ObjectFilter.NONE, 0, pieceBytes)) {
      assertThat(objects.next()).isTrue();
      return PieceAssembly.keep(objects);
    }
  }

  private static List<VideoDetectedObject> videosIn(byte[] archive, int pieceBytes) {
    try (ResultArchive open = Decoding.open(archive)) {
      List<VideoDetectedObject> read = new ArrayList<>();
      try (EncodedObjects objects = open.videoObjects(ObjectFilter.NONE, 0, pieceBytes)) {
        while (objects.next()) {
          read.add(PieceAssembly.video(PieceAssembly.keep(objects)));
        }
      }
      return read;
    }
  }

  private static List<ImageDetectedObject> imagesIn(byte[] archive, int pieceBytes) {
    try (ResultArchive open = Decoding.open(archive)) {
      List<ImageDetectedObject> read = new ArrayList<>();
      try (EncodedObjects objects = open.imageObjects(ObjectFilter.NONE, 0, pieceBytes)) {
        while (objects.next()) {
          read.add(PieceAssembly.image(PieceAssembly.keep(objects)));
        }
      }
      return read;
    }
  }

  private static List<ByteString> serialized(List<? extends MessageLite> objects) {
    return objects.stream().map(MessageLite::toByteString).toList();
  }
}
