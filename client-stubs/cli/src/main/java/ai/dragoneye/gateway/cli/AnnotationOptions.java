package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.AnnotatedPicture;
import ai.dragoneye.gateway.v1.ImagePrediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A picture with what was found drawn into it. */
final class AnnotationOptions {
  @Option(
      names = "--annotate",
      paramLabel = "PATH",
      description = "Also draw the objects into a copy of the picture (PNG) at this path.")
  private @Nullable Path place;

  @Option(names = "--force", description = "Replace a file that exists already.")
  private boolean force;

  /**
   * Where the picture is to go; empty where none is asked for.
   *
   * @throws UsageException if it cannot go there; better known before anything is predicted
   */
  Optional<TargetFile> target(MediaArgument media) {
    if (place == null) {
      return Optional.empty();
    }
    if (media.isStandardInput()) {
      throw new UsageException("--annotate needs the picture in a file");
    }
    String name = String.valueOf(media.path().getFileName());
    return Optional.of(TargetFile.at(place, name, "-annotated.png", force));
  }

  /** Draws the picture. The classes of java.desktop are loaded here and nowhere else. */
  static void draw(MediaArgument media, ImagePrediction prediction, TargetFile target)
      throws IOException {
    System.setProperty("java.awt.headless", "true");
    AnnotatedPicture picture = AnnotatedPicture.of(media.path(), prediction.getObjectsList());
    target.write(picture::writeTo);
  }
}
