package ai.dragoneye.gateway.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.testcontainers.images.ImagePullPolicy;

/** The image, built once for all tests by {@code docker/build}. */
final class ShippedImage {
  static final Path REPOSITORY = Path.of(System.getProperty("repository")).normalize();

  /** What is tested was built here. */
  static final ImagePullPolicy NEVER_PULLED = _ -> false;

  private static final String TAG = build();

  private ShippedImage() {}

  static String tag() {
    return TAG;
  }

  private static String build() {
    try {
      Process build =
          new ProcessBuilder(
                  REPOSITORY.resolve("docker/build").toString(), "dragoneye-gateway:tested")
              .redirectErrorStream(true)
              .start();
      String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (build.waitFor() != 0) {
        throw new IllegalStateException("docker/build failed:\n" + said);
      }
      return "dragoneye-gateway:tested";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while the image was built", e);
    }
  }
}
