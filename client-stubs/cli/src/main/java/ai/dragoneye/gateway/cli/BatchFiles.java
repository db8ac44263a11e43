package ai.dragoneye.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The images of a batch. */
final class BatchFiles {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "An image, or a directory: then every file in it whose extension is an image's.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-r", "--recursive"},
      description = "Look into directories of directories too.")
  private boolean recursive;

  /**
   * The files in the order of the command line, those of a directory sorted by name. Files named on
   * the command line are taken as they are: what is wrong with one is said in its result.
   *
   * @throws UsageException if there are none
   */
  List<Path> list() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(imagesIn(path));
      } else {
        files.add(path);
      }
    }
    if (files.isEmpty()) {
      throw new UsageException("There is no image in " + paths.get(0));
    }
    return files.stream().distinct().toList();
  }

  private List<Path> imagesIn(Path directory) throws IOException {
    // A link named on the command line is followed, one found in a directory is not.
    Path start = directory.toRealPath();
    try (Stream<Path> found = Files.walk(start, recursive ? Integer.MAX_VALUE : 1)) {
      return found
          .map(file -> directory.resolve(start.relativize(file)))
          .filter(file -> Files.isRegularFile(file) && !isHidden(file))
          .filter(MediaArgument::looksLikeImage)
          .sorted()
          .toList();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static boolean isHidden(Path file) {
    return String.valueOf(file.getFileName()).startsWith(".");
  }
}
