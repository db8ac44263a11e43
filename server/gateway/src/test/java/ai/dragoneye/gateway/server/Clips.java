package ai.dragoneye.gateway.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Short videos of this project's own making. */
final class Clips {
  private static final Path DIRECTORY = Path.of("../simulator/src/test/resources/media");

  private Clips() {}

  static byte[] mp4() {
    return named("clip.mp4");
  }

  static byte[] named(String file) {
    try {
      return Files.readAllBytes(DIRECTORY.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A readable video, filled up to {@code size} bytes with a box that players skip. */
  static byte[] mp4OfSize(int size) {
    byte[] clip = mp4();
    byte[] filled = Arrays.copyOf(clip, size);
    int free = size - clip.length;
    for (int i = 0; i < 4; i++) {
      filled[clip.length + i] = (byte) (free >> (24 - 8 * i));
    }
    byte[] type = {'f', 'r', 'e', 'e'};
    System.arraycopy(type, 0, filled, clip.length + 4, type.length);
    return filled;
  }
}
