package ai.dragoneye.gateway.client;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * An image of a batch.
 *
 * @param id names the image in the results, and only there: the gateway is told another name. Any
 *     text; images that share one cannot be told apart
 * @param image makes the image when it is its turn, on the thread that sends; what it throws fails
 *     this image alone
 */
public record BatchImage(String id, Supplier<Image> image) {
  /** An image under a name of the caller's. */
  public static BatchImage of(String id, Image image) {
    return new BatchImage(id, () -> image);
  }

  /**
   * An image in a file, named by its path. It is looked at when it is its turn: a file that is
   * missing by then, or is no image, fails alone.
   */
  public static BatchImage ofPath(Path path) {
    return new BatchImage(path.toString(), () -> Image.fromPath(path));
  }
}
