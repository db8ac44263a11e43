package ai.dragoneye.gateway.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The photo and the clip that this program brings along, as files until closed or the process ends.
 */
final class BundledMedia implements AutoCloseable {
  static final int CLIP_FRAMES_PER_SECOND = 12;

  private static final String PHOTO = "street.jpg";
  private static final String CLIP = "street.mp4";

  private final Path directory;

  private BundledMedia(Path directory) {
    this.directory = directory;
  }

  static BundledMedia unpack() throws IOException {
    BundledMedia media = new BundledMedia(Files.createTempDirectory("dragoneye-demo"));
    media.deleteOnExit();
    try {
      media.copy(PHOTO);
      media.copy(CLIP);
      return media;
    } catch (IOException failed) {
      media.close();
      throw failed;
    }
  }

  /** For Ctrl-C, after which nobody closes. What is named last goes first. */
  private void deleteOnExit() {
    directory.toFile().deleteOnExit();
    photo().toFile().deleteOnExit();
    clip().toFile().deleteOnExit();
  }

  private void copy(String name) throws IOException {
    try (InputStream content = BundledMedia.class.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(content), directory.resolve(name));
    }
  }

  Path photo() {
    return directory.resolve(PHOTO);
  }

  Path clip() {
    return directory.resolve(CLIP);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(photo());
    Files.deleteIfExists(clip());
    Files.delete(directory);
  }
}
