package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every writer's archives give the very values that the official SDK gives. */
class ResultFixturesTest {
  private static final ArchiveHeaders NO_HEADERS = new ArchiveHeaders(null, null);

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofVideos")
  void shouldReadVideosAsTheOfficialSdkDoes(Fixture fixture) throws IOException {
    try (ResultArchive archive = open(ByteSource.of(Fixture.archive(fixture.name())))) {
      assertThat(readAll(archive.videoObjects()))
          .isEqualTo(fixture.objects(VideoDetectedObject.getDefaultInstance()));
      assertThat(archive.frameTimestamps()).isEqualTo(fixture.frameTimestamps());
    }
  }

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofImages")
  void shouldReadImagesAsTheOfficialSdkDoes(Fixture fixture) throws IOException {
    try (ResultArchive archive = open(ByteSource.of(Fixture.archive(fixture.name())))) {
      assertThat(readAll(archive.imageObjects()))
          .isEqualTo(fixture.objects(ImageDetectedObject.getDefaultInstance()));
    }
  }

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofVideos")
  void shouldReadFilesLikeMemory(Fixture fixture, @TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("archive"), Fixture.archive(fixture.name()));
    try (ResultArchive archive = open(ByteSource.of(FileChannel.open(file)))) {
      assertThat(readAll(archive.videoObjects()))
          .isEqualTo(fixture.objects(VideoDetectedObject.getDefaultInstance()));
    }
  }

  private static ResultArchive open(ByteSource source) {
    return ResultArchive.open(source, NO_HEADERS, DecodeBounds.DEFAULT);
  }

  private static <T> List<T> readAll(ObjectReader<T> reader) {
    List<T> objects = new ArrayList<>();
    try (reader) {
      for (T object = reader.next(); object != null; object = reader.next()) {
        objects.add(object);
      }
    }
    return objects;
  }
}
