package ai.dragoneye.gateway.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files of this process that have no name any more: the spool's, the downloads', the frames'. */
final class OpenFiles {
  private OpenFiles() {}

  static long withoutName() {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(OpenFiles::isDeleted).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isDeleted(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.endsWith("(deleted)") && target.contains("dragoneye");
    } catch (IOException e) {
      return false;
    }
  }
}
