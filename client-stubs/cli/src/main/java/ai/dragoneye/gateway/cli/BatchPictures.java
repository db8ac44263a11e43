package ai.dragoneye.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the annotated pictures of a batch go. */
final class BatchPictures {
  @Option(
      names = "--annotate",
      paramLabel = "DIRECTORY",
      description = "Also draw the objects into copies of the pictures (PNG) in this directory.")
  private @Nullable Path directory;

  @Option(names = "--force", description = "Replace files that exist already.")
  private boolean force;

  /**
   * A place for each picture, each its own even where files of several directories are called the
   * same; none where none are asked for.
   *
   * @throws UsageException if one cannot go there; better known before anything is predicted
   */
  Map<Path, TargetFile> targets(List<Path> images) {
    Map<Path, TargetFile> targets = new HashMap<>();
    if (directory == null) {
      return targets;
    }
    if (!Files.isDirectory(directory)) {
      throw new UsageException("There is no directory " + directory);
    }
    Set<Path> taken = new HashSet<>();
    for (Path image : images) {
      TargetFile target = target(directory, image, 1);
      for (int number = 2; !taken.add(target.path()); number++) {
        target = target(directory, image, number);
      }
      targets.put(image, target);
    }
    return targets;
  }

  private TargetFile target(Path place, Path image, int number) {
    String name = String.valueOf(image.getFileName());
    String suffix = number == 1 ? "-annotated.png" : "-annotated-" + number + ".png";
    return TargetFile.at(place, name, suffix, force);
  }
}
