package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.app.LocalService;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.Video;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Predicts an image and a video through a gateway of its own and shows what came back. */
@Command(
    name = "demo",
    description = {
      "Starts a gateway on a free loopback port, predicts a photo and a clip through it, and shows"
          + " the results. Half of the clip's result is read again at a second one, from a resume token,"
          + " after the first has stopped.",
      "Progress goes to standard error, results to standard output, pictures to files."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DemoOptions options = new DemoOptions();

  @Override
  public Integer call() throws Exception {
    options.check();
    requireDrawing();
    try (BundledMedia bundled = BundledMedia.unpack()) {
      Path image = options.imageOr(bundled.photo());
      Path video = options.videoOr(bundled.clip());
      check(image, "an image", Image::fromPath);
      check(video, "a video", Video::fromPath);
      show(image, video);
      return 0;
    }
  }

  private void show(Path image, Path video) throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Steps steps = new Steps(spec.commandLine().getErr());
    try (LocalService service = LocalService.start(options.upstream());
        Dragoneye dragoneye = Dragoneye.connect(service.address())) {
      steps.tell("upstream", service.upstream());
      steps.tell("gateway", service.address());
      if (options.showsImage()) {
        new ImageDemo(options, steps, out).run(dragoneye, image);
      }
      if (options.showsImage() && options.showsVideo()) {
        steps.gap();
      }
      if (options.showsVideo()) {
        new VideoDemo(options, steps, out).run(service, dragoneye, video);
      }
    }
  }

  /** The runtime in the image has no AWT, and the image no client. */
  private static void requireDrawing() throws IOException {
    if (ModuleLayer.boot().findModule("java.desktop").isEmpty()) {
      throw new IOException("the demo is not in this image; run ./gateway demo in a source tree");
    }
  }

  /** A mistake in a path is better known before anything runs. */
  private static void check(Path path, String kind, Consumer<Path> opening) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(path + " is a directory, not " + kind);
    }
    try {
      opening.accept(path);
    } catch (UncheckedIOException missing) {
      throw missing.getCause();
    } catch (IllegalArgumentException otherType) {
      throw new IOException("the extension of " + path + " is not that of " + kind, otherType);
    }
    if (!Files.isReadable(path)) {
      throw new IOException(path + " may not be read");
    }
  }
}
