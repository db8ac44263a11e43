package ai.dragoneye.gateway.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that comes into being whole or not at all: written under another name in the same
 * directory, then renamed. Closing it removes what was not renamed.
 */
final class NewFile implements Closeable {
  private final Path file;
  private final Path draft;
  private OutputStream stream;

  private NewFile(Path file, Path draft, OutputStream stream) {
    this.file = file;
    this.draft = draft;
    this.stream = stream;
  }

  static NewFile beside(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path name = absolute.getFileName();
    if (name == null || Files.isDirectory(absolute)) {
      throw new FileSystemException(file.toString(), null, "is a directory");
    }
    Path directory = absolute.resolveSibling("");
    if (!Files.isDirectory(directory)) {
      throw new FileSystemException(directory.toString(), null, "no such directory");
    }
    Path draft = absolute.resolveSibling("." + UUID.randomUUID() + ".part");
    // Not createTempFile, which would leave the file readable to its owner only.
    OutputStream stream =
        Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new NewFile(absolute, draft, stream);
  }

  /** What to write the file with from its beginning; what was written before is gone. */
  OutputStream begin() throws IOException {
    stream.close();
    stream =
        Files.newOutputStream(
            draft, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    return stream;
  }

  void takeItsPlace() throws IOException {
    stream.close();
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    try {
      stream.close();
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
