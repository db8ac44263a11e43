package ai.dragoneye.gateway.upstream.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files this process has open, as Linux lists them. */
public final class OpenFiles {
  private OpenFiles() {}

  /** Targets of open files that were made in the directory and have no name any more. */
  public static List<String> unlinkedIn(Path directory) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : open.toList()) {
        String target = targetOf(descriptor);
        if (target.startsWith(directory + "/") && target.endsWith(" (deleted)")) {
          found.add(target);
        }
      }
    }
    return found;
  }

  private static String targetOf(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException closed) {
      return "";
    }
  }
}
