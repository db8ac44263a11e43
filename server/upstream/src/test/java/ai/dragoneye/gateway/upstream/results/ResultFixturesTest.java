package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.storage.ResultBytes;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every writer's archives give the very values that the official SDK gives. Messages that are equal
 * have doubles of the same bits, -0.0 too; but for NaN, of which JSON has one only: see
 * ExactNumbersTest.
 */
class ResultFixturesTest {
  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofVideos")
  void shouldReadVideosAsTheOfficialSdkDoes(Fixture fixture) throws IOException {
    byte[] archive = Fixture.archive(fixture.name());
    assertThat(Decoding.videoObjects(archive))
        .isEqualTo(fixture.objects(VideoDetectedObject.getDefaultInstance()));
    assertThat(Decoding.frameTimestamps(archive)).isEqualTo(fixture.frameTimestamps());
  }

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofImages")
  void shouldReadImagesAsTheOfficialSdkDoes(Fixture fixture) throws IOException {
    assertThat(Decoding.imageObjects(Fixture.archive(fixture.name())))
        .isEqualTo(fixture.objects(ImageDetectedObject.getDefaultInstance()));
  }

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.Fixture#ofVideos")
  void shouldReadFilesLikeMemory(Fixture fixture, @TempDir Path directory) throws IOException {
    try (ResultBytes download = new ResultStorage(inFilesOf(directory)).collect()) {
      download.append(Unpooled.wrappedBuffer(Fixture.archive(fixture.name())));
      ResultArchive archive =
          ResultArchive.open(
              download.finish(), Decoding.NO_HEADERS, DecodeBounds.DEFAULT, Decoding.memory());
      assertThat(Decoding.readAll(archive.videoObjects()))
          .isEqualTo(fixture.objects(VideoDetectedObject.getDefaultInstance()));
      archive.close();
    }
  }

  private static UpstreamSettings.Results inFilesOf(Path directory) {
    return new UpstreamSettings.Results(0, 0, Long.MAX_VALUE, Long.MAX_VALUE, 1L << 30, directory);
  }
}
