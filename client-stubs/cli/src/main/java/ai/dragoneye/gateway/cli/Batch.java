package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.PrintableText;
import ai.dragoneye.gateway.client.BatchResult;
import ai.dragoneye.gateway.v1.ImagePrediction;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Takes in the results of a batch, shows them and remembers what went wrong. */
final class Batch {
  private final List<Path> images;
  private final Map<Path, TargetFile> pictures;
  private final BatchView view;
  private final PrintWriter err;
  private int answered;
  private boolean failed;
  private boolean undrawn;

  Batch(List<Path> images, Map<Path, TargetFile> pictures, BatchView view, PrintWriter err) {
    this.images = images;
    this.pictures = pictures;
    this.view = view;
    this.err = err;
  }

  Path file(String imageId) {
    return images.get(Integer.parseInt(imageId));
  }

  void take(BatchResult result, Progress progress) throws IOException {
    answered++;
    progress.aside(() -> show(file(result.imageId()), result));
    progress.doing("%d of %d images answered".formatted(answered, images.size()));
  }

  private void show(Path file, BatchResult result) throws IOException {
    if (result.failure().isPresent()) {
      failed = true;
      view.failed(file, result.failure().get());
    } else {
      view.predicted(file, result.prediction());
      draw(file, result.prediction());
    }
  }

  /** A picture that cannot be drawn on costs no more than the drawing. */
  private void draw(Path file, ImagePrediction prediction) {
    TargetFile target = pictures.get(file);
    if (target == null) {
      return;
    }
    try {
      AnnotationOptions.draw(new MediaArgument(file.toString(), null), prediction, target);
    } catch (IOException failure) {
      undrawn = true;
      err.println(
          "dragoneye: not annotated: " + PrintableText.line(String.valueOf(failure.getMessage())));
    }
  }

  ExitCode outcome() {
    if (failed) {
      return ExitCode.BATCH;
    }
    return undrawn ? ExitCode.FAILED : ExitCode.OK;
  }
}
