package ai.dragoneye.gateway.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A file, opened anew for every call. */
final class PathSource implements MediaSource {
  private final Path path;

  PathSource(Path path) {
    this.path = path;
  }

  /** Only a regular file can be read again; a named pipe, for example, cannot. */
  @Override
  public boolean repeatable() {
    return Files.isRegularFile(path);
  }

  @Override
  public Opened open() throws IOException {
    OptionalLong size =
        Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
    return new OpenedStream(Files.newInputStream(path), size);
  }
}
