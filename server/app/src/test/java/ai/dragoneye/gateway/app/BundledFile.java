package ai.dragoneye.gateway.app;

import ai.dragoneye.gateway.app.demo.DemoCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The media that the demonstration brings along. */
enum BundledFile {
  PHOTO("street.jpg"),
  CLIP("street.mp4");

  private final String name;

  BundledFile(String name) {
    this.name = name;
  }

  /** Copies it into a directory and returns its path. */
  String in(Path directory) throws IOException {
    Path file = directory.resolve(name);
    try (InputStream media = DemoCommand.class.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(media), file);
    }
    return file.toString();
  }
}
