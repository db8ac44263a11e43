package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTest {
  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    return Files.write(folder.resolve(name), new byte[] {1});
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg, image/jpeg",
    "a.jpeg, image/jpeg",
    "A.JPG, image/jpeg",
    "a.b.png, image/png",
    ".png, image/png",
    "a.webp, image/webp",
    "a.avif, image/avif",
    "a.heic, image/heic",
    "a.heif, image/heif",
    "a.gif, image/gif",
    "a.bmp, image/bmp",
    "a.tif, image/tiff",
    "a.tiff, image/tiff"
  })
  void shouldGuessMimeTypeOfImages(String name, String expected) throws IOException {
    assertThat(Image.fromPath(file(name)).mimeType()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a.mp4, video/mp4",
    "a.m4v, video/x-m4v",
    "a.mov, video/quicktime",
    "a.webm, video/webm",
    "a.mkv, video/x-matroska",
    "a.avi, video/x-msvideo",
    "a.mpg, video/mpeg",
    "a.3gp, video/3gpp"
  })
  void shouldGuessMimeTypeOfVideos(String name, String expected) throws IOException {
    assertThat(Video.fromPath(file(name)).mimeType()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "png", "a.", "a.xyz", "a.png.bak"})
  void shouldAskForMimeTypeThatExtensionDoesNotTell(String name) throws IOException {
    Path file = file(name);

    assertThatThrownBy(() -> Image.fromPath(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The extension of "
                + file
                + " does not tell its MIME type: pass it to fromPath as well");
    assertThat(Image.fromPath(file, "image/png").mimeType()).isEqualTo("image/png");
  }

  @Test
  void shouldRefuseMediaOfOtherFamily() throws IOException {
    Path video = file("a.mp4");

    assertThatThrownBy(() -> Image.fromPath(video))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Image requires a MIME type that starts with image/, and 'video/mp4' does not; make an Image of images and a Video of videos");
    assertThatThrownBy(() -> Video.fromBytes(new byte[1], "image/png"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Video requires a MIME type that starts with video/, and 'image/png' does not; make an Image of images and a Video of videos");
  }

  @Test
  void shouldNamePathsByFileAndOthersNotAtAll() throws IOException {
    assertThat(Image.fromPath(file("a.png")).name()).contains("a.png");
    assertThat(Image.fromPath(file("a.png")).withName("b").name()).contains("b");
    assertThat(Image.fromBytes(new byte[1], "image/png").name()).isEmpty();
    assertThat(Video.fromStream(new ByteArrayInputStream(new byte[1]), "video/mp4").name())
        .isEmpty();
  }

  @Test
  void shouldRefuseMissingFilesAndDirectories() {
    Path missing = folder.resolve("none.png");

    assertThatThrownBy(() -> Image.fromPath(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("There is no file " + missing);
    assertThatThrownBy(() -> Image.fromPath(folder)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseSizeBelowOne() {
    Image image = Image.fromBytes(new byte[1], "image/png");

    assertThatThrownBy(() -> image.withSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The size of media must be at least 1 byte, and 0 is not");
  }

  @Test
  void shouldRefuseToComputeChecksumOfStream() {
    Image image = Image.fromStream(new ByteArrayInputStream(new byte[1]), "image/png");

    assertThatThrownBy(image::withChecksum).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldDescribeItselfWithoutContent() {
    assertThat(Image.fromBytes(new byte[1], "image/png").withName("n"))
        .hasToString("Image[image/png, n]");
  }
}
