package ai.dragoneye.gateway.app.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a picture goes; what is there is replaced.
 *
 * @param step what the line that names it is called
 */
record PictureFile(String step, Path path) {
  /** Draws a picture and writes it into a file. */
  @FunctionalInterface
  interface Drawing {
    void writeTo(Path file) throws IOException;
  }

  /**
   * Its result is shown by now: a picture that cannot be drawn costs no more than the drawing, and
   * leaves alone what is there.
   */
  void draw(Drawing drawing, Steps steps) {
    try {
      Path drawn = Files.createTempFile("dragoneye-demo", ".png");
      drawn.toFile().deleteOnExit();
      try {
        drawing.writeTo(drawn);
        try (OutputStream out = Files.newOutputStream(path)) {
          Files.copy(drawn, out);
        }
      } finally {
        Files.deleteIfExists(drawn);
      }
      steps.tell(step, path.toAbsolutePath().toString());
    } catch (IOException failure) {
      steps.tell(step, "nothing: " + failure.getMessage());
    }
  }
}
