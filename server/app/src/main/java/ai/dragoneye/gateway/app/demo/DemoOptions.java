package ai.dragoneye.gateway.app.demo;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a demonstration shows, and where that goes. */
final class DemoOptions {
  private static final int MAX_FRAMES_PER_SECOND = 999;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--image",
      paramLabel = "PATH",
      description = "An image to predict (default: a bundled photo, unless --video is given).")
  private @Nullable Path image;

  @Option(
      names = "--video",
      paramLabel = "PATH",
      description = "A video to predict (default: a bundled clip, unless --image is given).")
  private @Nullable Path video;

  private @Nullable Integer framesPerSecond;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "recognize_anything/demo",
      description = "The model to run (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description =
          "Base URL of the Dragoneye API, with the key in DRAGONEYE_API_KEY (default: an embedded"
              + " simulator).")
  private @Nullable URI upstream;

  @Option(
      names = "--output",
      paramLabel = "PATH",
      description =
          "A directory for the pictures, or a file for the only or first of them; the second then"
              + " goes beside it, named after it (default: the directory for temporary files).")
  private @Nullable Path output;

  @Option(names = "--json", description = "Print the predictions as JSON instead of tables.")
  private boolean json;

  @Option(
      names = "--fps",
      paramLabel = "N",
      description =
          "Frames to sample per second of video (default: the service's; "
              + BundledMedia.CLIP_FRAMES_PER_SECOND
              + " of the bundled clip).")
  void framesPerSecond(int frames) {
    if (frames < 1 || frames > MAX_FRAMES_PER_SECOND) {
      throw refused("--fps must be from 1 to " + MAX_FRAMES_PER_SECOND + ", not " + frames);
    }
    framesPerSecond = frames;
  }

  /** Refuses what makes no sense together, before anything is done. */
  void check() {
    if (framesPerSecond != null && !showsVideo()) {
      throw refused("--fps is for videos, and --image alone shows none");
    }
    if (output != null && !Files.isDirectory(directoryOf(output))) {
      throw refused("--output: there is no directory " + directoryOf(output));
    }
  }

  private static Path directoryOf(Path target) {
    return Files.isDirectory(target)
        ? target
        : Objects.requireNonNullElse(target.toAbsolutePath().getParent(), target);
  }

  private ParameterException refused(String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }

  boolean showsImage() {
    return image != null || video == null;
  }

  boolean showsVideo() {
    return video != null || image == null;
  }

  Path imageOr(Path bundled) {
    return image == null ? bundled : image;
  }

  Path videoOr(Path bundled) {
    return video == null ? bundled : video;
  }

  /** Null for the service's own rate. */
  @Nullable Integer framesPerSecond() {
    boolean bundled = framesPerSecond == null && video == null;
    return bundled ? Integer.valueOf(BundledMedia.CLIP_FRAMES_PER_SECOND) : framesPerSecond;
  }

  String model() {
    return model;
  }

  /** Null for an embedded simulator. */
  @Nullable URI upstream() {
    return upstream;
  }

  boolean json() {
    return json;
  }

  PictureFile annotated() {
    return new PictureFile("annotated", picture("annotated", true));
  }

  PictureFile timeline() {
    return new PictureFile("timeline", picture("timeline", !showsImage()));
  }

  private Path picture(String kind, boolean first) {
    Path place = output == null ? Path.of(System.getProperty("java.io.tmpdir")) : output;
    if (Files.isDirectory(place)) {
      return place.resolve("dragoneye-demo-" + kind + ".png");
    }
    // A device takes them all: nothing is to be put beside it.
    boolean device = Files.exists(place) && !Files.isRegularFile(place);
    return first || device ? place : place.resolveSibling(stem(place) + "-" + kind + ".png");
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
